/* floor_inotify FOLDER  waits in inotify for changes in a folder and those below it, and says so: the least a watcher does. */
#define _GNU_SOURCE
#include <ftw.h>
#include <poll.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <unistd.h>

static int events;

static int watch(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status, (void)place;
    if (kind == FTW_D && inotify_add_watch(events, path, IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVE) < 0) return 71;
    return 0;
}

int main(int count, char **words) {
    if (count != 2) return 64;
    events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (events < 0 || nftw(words[1], watch, 64, FTW_PHYS)) return 71;
    fprintf(stderr, "Watching\n");
    for (;;) {
        static char buffer[1 << 16];
        struct pollfd waiting = {events, POLLIN, 0};
        poll(&waiting, 1, -1);
        if (read(events, buffer, sizeof buffer) > 0) fprintf(stderr, "changed\n");
    }
}
