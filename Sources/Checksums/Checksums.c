#include "Checksums.h"

#include <string.h>

enum { POLYNOMIAL = 0x82F63B78 };  // Castagnoli's, reflected

// tables[k][b]: the CRC of byte b with k zero bytes behind it (Kounavis and Berry 2005, "slicing by 8").
static uint32_t tables[8][256];

__attribute__((constructor)) static void fill_tables(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
    tables[0][byte] = crc;
  }
  for (int zeros = 1; zeros < 8; zeros++)
    for (int byte = 0; byte < 256; byte++) {
      uint32_t crc = tables[zeros - 1][byte];
      tables[zeros][byte] = (crc >> 8) ^ tables[0][crc & 255];
    }
}

uint32_t runreport_crc32c_extended_by_tables(uint32_t crc, const void *bytes, size_t count) {
  const unsigned char *at = bytes;
  crc = ~crc;
  for (; count >= 8; at += 8, count -= 8) {
    uint32_t low = crc ^ ((uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24);
    crc = tables[7][low & 255] ^ tables[6][low >> 8 & 255] ^ tables[5][low >> 16 & 255] ^ tables[4][low >> 24]
        ^ tables[3][at[4]] ^ tables[2][at[5]] ^ tables[1][at[6]] ^ tables[0][at[7]];
  }
  for (; count > 0; at++, count--) crc = (crc >> 8) ^ tables[0][(crc ^ *at) & 255];
  return ~crc;
}

#if defined(__x86_64__)

#include <nmmintrin.h>

__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t crc, const void *bytes, size_t count) {
  const unsigned char *at = bytes;
  uint64_t wide = (uint32_t)~crc;
  for (; count >= 8; at += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, at, 8);
    wide = _mm_crc32_u64(wide, word);
  }
  uint32_t narrow = (uint32_t)wide;
  if (count & 4) {
    uint32_t word;
    memcpy(&word, at, 4);
    narrow = _mm_crc32_u32(narrow, word);
    at += 4;
  }
  if (count & 2) {
    uint16_t word;
    memcpy(&word, at, 2);
    narrow = _mm_crc32_u16(narrow, word);
    at += 2;
  }
  if (count & 1) narrow = _mm_crc32_u8(narrow, *at);
  return ~narrow;
}

uint32_t runreport_crc32c_extended(uint32_t crc, const void *bytes, size_t count) {
  return __builtin_cpu_supports("sse4.2") ? by_instruction(crc, bytes, count)
                                          : runreport_crc32c_extended_by_tables(crc, bytes, count);
}

#else

uint32_t runreport_crc32c_extended(uint32_t crc, const void *bytes, size_t count) {
  return runreport_crc32c_extended_by_tables(crc, bytes, count);
}

#endif

uint32_t runreport_crc32c(const void *bytes, size_t count) { return runreport_crc32c_extended(0, bytes, count); }
