#ifndef RUNREPORT_CHECKSUMS_H
#define RUNREPORT_CHECKSUMS_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli; RFC 3720, appendix B.4) of some bytes, by the processor's own instruction where it has one.
uint32_t runreport_crc32c(const void *_Nonnull bytes, size_t count);

/// Goes on from `crc`, the CRC-32C of the bytes before; 0 for none.
uint32_t runreport_crc32c_extended(uint32_t crc, const void *_Nonnull bytes, size_t count);

/// The same without that instruction, for processors that lack it and for the test that both agree.
uint32_t runreport_crc32c_extended_by_tables(uint32_t crc, const void *_Nonnull bytes, size_t count);

/// What a TFRecord stores in place of a CRC-32C: rotated and shifted, so that a CRC over bytes that hold CRCs stays good.
static inline uint32_t runreport_masked_crc(uint32_t crc) {
  return ((crc >> 15) | (crc << 17)) + 0xa282ead8u;
}

#endif
