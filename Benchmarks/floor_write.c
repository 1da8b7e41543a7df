/* floor_write LIST FOLDER  writes for each line "<size> <path>" of LIST a file of that size into FOLDER.

   What any writer of the same site has to do: make the folders, open, write, close. One thread. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void make_parents(char *path) {
    for (char *slash = path; (slash = strchr(slash, '/')); slash++) {
        *slash = 0;
        mkdir(path, 0777);
        *slash = '/';
    }
}

int main(int count, char **words) {
    if (count != 3) return 64;
    FILE *list = fopen(words[1], "r");
    if (!list || (mkdir(words[2], 0777) && errno != EEXIST) || chdir(words[2])) return 66;
    char *content = NULL, path[4096];
    size_t capacity = 0, size;
    long files = 0;
    while (fscanf(list, "%zu %4095[^\n]", &size, path) == 2) {
        if (size > capacity) {
            content = realloc(content, capacity = size);
            memset(content, 'x', capacity);
        }
        int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (file < 0 && errno == ENOENT) {
            make_parents(path);
            file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        }
        if (file < 0 || write(file, content, size) != (ssize_t)size || close(file)) return 74;
        files++;
    }
    printf("%ld\n", files);
}
