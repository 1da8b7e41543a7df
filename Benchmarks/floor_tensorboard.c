/* floor_tensorboard LOGDIR  keeps every scalar of all event files below LOGDIR and verifies both check sums of a record.

   One thread, one run at a time, the processor's own CRC; an event with one value, its fields in the order in which all
   loggers write them, of `simple_value` or of a tensor with `tensor_content`: less than any reader of the format does. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <fts.h>
#include <nmmintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct { int64_t step; double time; double value; } point;
typedef struct { char name[256]; size_t length; point *points; size_t count, room; } series;

enum { TAGS = 4096 };
static series tags[TAGS];
static int tag_count, next_tag;
static long total;
static double sum;

__attribute__((target("sse4.2"))) static uint32_t masked_crc(const uint8_t *at, size_t count) {
    uint64_t crc = 0xffffffff, word;
    for (; count >= 8; at += 8, count -= 8) { memcpy(&word, at, 8); crc = _mm_crc32_u64(crc, word); }
    for (; count; at++, count--) crc = _mm_crc32_u8(crc, *at);
    uint32_t done = ~(uint32_t)crc;
    return ((done >> 15) | (done << 17)) + 0xa282ead8;
}

static uint64_t varint(const uint8_t **at) {
    uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
        uint8_t byte = *(*at)++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) return value;
    }
}

static series *series_of(const uint8_t *name, size_t length) {
    for (int tried = 0; tried < tag_count; tried++) {
        series *one = &tags[next_tag];
        next_tag = next_tag + 1 < tag_count ? next_tag + 1 : 0;
        if (one->length == length && !memcmp(one->name, name, length)) return one;
    }
    if (tag_count == TAGS || length > sizeof tags[0].name) exit(1);
    series *one = &tags[tag_count++];
    memcpy(one->name, name, length);
    one->length = length;
    next_tag = 0;
    return one;
}

static void event(const uint8_t *at, const uint8_t *end) {
    point found = {0};
    float value = 0;
    series *tag = NULL;
    while (at < end) switch (*at++) {
        case 0x09: memcpy(&found.time, at, 8); at += 8; break;
        case 0x10: found.step = varint(&at); break;
        case 0x2a: varint(&at); break;                               /* summary, */
        case 0x0a: {                                                 /* its value, */
            const uint8_t *inner = at;
            size_t length = varint(&inner);
            at = inner;
            if (*at == 0x0a) break;                                  /* and the value's tag */
            tag = series_of(at, length);
            at += length;
            break;
        }
        case 0x15: memcpy(&value, at, 4); at += 4; break;
        case 0x42: varint(&at); break;                               /* tensor */
        case 0x08: varint(&at); break;                               /* its type */
        case 0x12: { size_t length = varint(&at); at += length; break; }
        case 0x22: varint(&at); memcpy(&value, at, 4); at += 4; break;
        default: { size_t length = varint(&at); at += length; }      /* metadata, version of the file */
    }
    if (!tag) return;
    found.value = value;
    if (tag->count == tag->room) {
        tag->room = tag->room ? 2 * tag->room : 16;
        tag->points = realloc(tag->points, tag->room * sizeof(point));
    }
    tag->points[tag->count++] = found;
}

static void scan(const char *path) {
    enum { PIECE = 256 << 10 };
    static uint8_t buffer[PIECE];
    size_t filled = 0;
    int file = open(path, O_RDONLY);
    for (ssize_t got; (got = read(file, buffer + filled, PIECE - filled)) > 0;) {
        filled += got;
        const uint8_t *at = buffer, *end = buffer + filled;
        while (end - at >= 12) {
            uint64_t length;
            uint32_t crc;
            memcpy(&length, at, 8);
            memcpy(&crc, at + 8, 4);
            if (masked_crc(at, 8) != crc || length > PIECE - 16) exit(65);
            if ((uint64_t)(end - at) < length + 16) break;
            memcpy(&crc, at + 12 + length, 4);
            if (masked_crc(at + 12, length) != crc) exit(65);
            event(at + 12, at + 12 + length);
            at += 16 + length;
        }
        filled = end - at;
        memmove(buffer, at, filled);
    }
    close(file);
}

static void end_run(void) {
    for (int i = 0; i < tag_count; i++) {
        total += tags[i].count;
        for (size_t k = 0; k < tags[i].count; k++) sum += tags[i].points[k].value;
        free(tags[i].points);
    }
    memset(tags, 0, tag_count * sizeof tags[0]);
    tag_count = 0;
}

int main(int count, char **words) {
    if (count != 2) return 64;
    FTS *walk = fts_open((char *[]){words[1], NULL}, FTS_PHYSICAL, NULL);
    for (FTSENT *entry; (entry = fts_read(walk));) {
        if (entry->fts_info == FTS_F && strstr(entry->fts_name, "tfevents")) scan(entry->fts_accpath);
        if (entry->fts_info == FTS_DP) end_run();
    }
    printf("%ld %.17g\n", total, sum);
}
