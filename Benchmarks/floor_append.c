/* floor_append COUNT FILE  appends COUNT lines like those of metrics.jsonl, each with one write.

   What a writer has to do whose values shall outlive it. One thread; prints the seconds. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int count, char **words) {
    if (count != 3) return 64;
    double started = now();
    int file = open(words[2], O_WRONLY | O_CREAT | O_APPEND | O_TRUNC, 0666);
    if (file < 0) return 73;
    long lines = atol(words[1]);
    for (long step = 0; step < lines; step++) {
        struct timespec time;
        clock_gettime(CLOCK_REALTIME, &time);
        char line[256];
        int length = snprintf(
            line, sizeof line, "{\"name\":\"train/loss\",\"step\":%ld,\"time\":%ld.%03ld,\"value\":%.17g}\n", step,
            (long)time.tv_sec, time.tv_nsec / 1000000, 1.0 / (step + 1));
        if (write(file, line, length) != length) return 74;
    }
    close(file);
    printf("%.6f\n", now() - started);
    return 0;
}
