/* floor_ansi LOG PAGE  turns the colours of a log into spans and writes it to a file, in one go.

   Text escaped, "ESC [ … m" to <span class="c31"> and back, nothing else looked at: no pages, no line numbers, no carriage
   returns. One thread. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROOM = 1 << 20 };
static char page[ROOM + 4096];
static size_t used;
static int output;

static void put(const char *bytes, size_t count) {
    memcpy(page + used, bytes, count);
    used += count;
    if (used >= ROOM) {
        if (write(output, page, used) != (ssize_t)used) exit(74);
        used = 0;
    }
}

int main(int count, char **words) {
    if (count != 3) return 64;
    int log = open(words[1], O_RDONLY);
    struct stat status;
    if (log < 0 || fstat(log, &status)) return 66;
    const char *text = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE, log, 0), *end = text + status.st_size;
    output = open(words[2], O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (text == MAP_FAILED || output < 0) return 74;
    int is_open = 0;
    put("<pre>", 5);
    while (text < end) {
        switch (*text) {
        case '<': put("&lt;", 4); text++; break;
        case '>': put("&gt;", 4); text++; break;
        case '&': put("&amp;", 5); text++; break;
        case 27: {
            const char *stop = text + 2;
            while (stop < end && *stop != 'm' && stop - text < 64) stop++;
            if (is_open) put("</span>", 7);
            is_open = stop - text > 2 && !(stop - text == 3 && text[2] == '0');
            if (is_open) {
                put("<span class=\"c", 14);
                put(text + 2, stop - text - 2);
                put("\">", 2);
            }
            text = stop + 1;
            break;
        }
        default: {
            const char *stop = text;
            while (stop < end && *stop != '<' && *stop != '>' && *stop != '&' && *stop != 27 && stop - text < 4000) stop++;
            put(text, stop - text);
            text = stop;
        }
        }
    }
    put("</pre>", 6);
    return write(output, page, used) == (ssize_t)used ? 0 : 74;
}
