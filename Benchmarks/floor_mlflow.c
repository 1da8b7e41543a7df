/* floor_mlflow STORE  walks an MLflow file store, reads every file of every run and parses every metric line.

   What any reader has to do and nothing else: one thread, one buffer, nothing kept but a sum per metric. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { METRICS = 1024 };
static struct { char name[256]; double sum; } metrics[METRICS];
static int metric_count;
static char *buffer;
static size_t capacity = 1 << 16;
static long runs, points, bytes;

static size_t read_file(int folder, const char *name) {
    int file = openat(folder, name, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    size_t length = 0;
    for (ssize_t got; (got = read(file, buffer + length, capacity - length - 1)) > 0;) {
        length += got;
        if (length == capacity - 1) buffer = realloc(buffer, capacity *= 2);
    }
    close(file);
    buffer[length] = 0;
    bytes += length;
    return length;
}

static double *sum_of(const char *name) {
    for (int i = 0; i < metric_count; i++)
        if (!strcmp(metrics[i].name, name)) return &metrics[i].sum;
    if (metric_count == METRICS) exit(1);
    snprintf(metrics[metric_count].name, sizeof metrics[0].name, "%s", name);
    return &metrics[metric_count++].sum;
}

static void parse_metric(const char *name) {
    double *sum = sum_of(name);
    for (char *at = buffer; *at;) { /* "<milliseconds> <value> <step>\n" */
        strtoll(at, &at, 10);
        *sum += strtod(at, &at);
        strtoll(at, &at, 10);
        points++;
        while (*at && *at++ != '\n') {}
    }
}

/* Calls `each` with every entry of the folder that the name in the folder `parent` stands for. */
static void list(int parent, const char *name, void (*each)(int folder, struct dirent *entry)) {
    int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = descriptor < 0 ? NULL : fdopendir(descriptor);
    if (!folder) return;
    for (struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.') each(descriptor, entry);
    closedir(folder);
}

static void read_metric(int folder, struct dirent *entry) {
    if (read_file(folder, entry->d_name)) parse_metric(entry->d_name);
}

static void read_plain(int folder, struct dirent *entry) { read_file(folder, entry->d_name); }

static void read_run(int experiment, struct dirent *entry) {
    if (entry->d_type != DT_DIR) return;
    int run = openat(experiment, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (run < 0) return;
    if (read_file(run, "meta.yaml")) runs++;
    list(run, "params", read_plain);
    list(run, "tags", read_plain);
    list(run, "metrics", read_metric);
    close(run);
}

static void read_experiment(int store, struct dirent *entry) {
    if (entry->d_type == DT_DIR) list(store, entry->d_name, read_run);
}

int main(int count, char **words) {
    if (count != 2) return 64;
    buffer = malloc(capacity);
    list(AT_FDCWD, words[1], read_experiment);
    double sum = 0;
    for (int i = 0; i < metric_count; i++) sum += metrics[i].sum;
    printf("%ld %ld %ld %.17g\n", runs, points, bytes, sum);
}
