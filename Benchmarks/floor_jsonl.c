/* floor_jsonl FILE  parses lines of {"name": …, "step": …, "time": …, "value": …} and sums the values per name.

   One thread, keys in any order, strings without escapes, numbers by strtod: less than any JSON reader does. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { METRICS = 1024 };
static struct { char name[256]; double sum; } metrics[METRICS];
static int metric_count;

static double *sum_of(const char *name, size_t length) {
    for (int i = 0; i < metric_count; i++)
        if (!strncmp(metrics[i].name, name, length) && !metrics[i].name[length]) return &metrics[i].sum;
    if (metric_count == METRICS || length >= sizeof metrics[0].name) exit(1);
    memcpy(metrics[metric_count].name, name, length);
    return &metrics[metric_count++].sum;
}

int main(int count, char **words) {
    if (count != 2) return 64;
    int file = open(words[1], O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status)) return 66;
    /* One byte more than the file, so that strtod meets a zero at its end. */
    char *text = mmap(NULL, status.st_size + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (off_t got = 0; got < status.st_size;) {
        ssize_t more = read(file, text + got, status.st_size - got);
        if (more <= 0) return 74;
        got += more;
    }
    long lines = 0, steps = 0;
    double seconds = 0;
    for (char *at = text; *at; lines++) {
        char *name = "";
        size_t length = 0;
        double value = 0;
        for (; *at && *at != '\n'; at++) {
            if (*at != '"') continue;
            char *key = ++at;
            at = strchr(at, '"');
            size_t key_length = at++ - key;
            at += strspn(at, ": ");
            if (*at == '"') {
                name = ++at;
                at = strchr(at, '"');
                length = at - name;
                continue;
            }
            double number = strtod(at, &at);
            at--;
            if (key_length == 5) value = number;
            else if (!strncmp(key, "step", 4)) steps += number;
            else seconds = number;
        }
        *sum_of(name, length) += value;
        if (*at) at++;
    }
    double sum = 0;
    for (int i = 0; i < metric_count; i++) sum += metrics[i].sum;
    printf("%ld %d %ld %.3f %.17g\n", lines, metric_count, steps, seconds, sum);
}
