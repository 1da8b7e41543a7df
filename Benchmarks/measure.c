/* measure REPORT COMMAND…  runs COMMAND and writes to the file REPORT: wall seconds, processor seconds, peak kilobytes.

   A small program between the harness and what it measures, because Linux hands the peak memory of a process down
   over exec: a child of Python would never seem to need less than Python. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) { return t.tv_sec + t.tv_usec / 1e6; }

int main(int count, char **words) {
    if (count < 3) return 64;
    double started = now();
    pid_t child = fork();
    if (child < 0) return 71;
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* a harness that stops at its time limit leaves nothing running */
        execvp(words[2], words + 2);
        _exit(127);
    }
    int status;
    struct rusage use;
    if (wait4(child, &status, 0, &use) < 0) return 71;
    double wall = now() - started;
    FILE *report = fopen(words[1], "w");
    if (!report) return 73;
    fprintf(report, "%.6f %.6f %ld\n", wall, seconds(use.ru_utime) + seconds(use.ru_stime), use.ru_maxrss);
    fclose(report);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
