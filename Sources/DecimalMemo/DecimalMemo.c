#include "DecimalMemo.h"

// In C, since Swift has no variables of a thread that cost one instruction.

enum { binary_logarithm = 9 };

struct decimal_memo *decimal_memo(uint64_t bits) {
  static _Thread_local struct decimal_memo kept[1 << binary_logarithm];
  // The upper bits of a product depend on all bits of the number (Fibonacci hashing; Knuth, volume 3, 6.4).
  return &kept[bits * 0x9E3779B97F4A7C15u >> (64 - binary_logarithm)];
}
