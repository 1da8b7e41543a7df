#ifndef DECIMAL_MEMO_H
#define DECIMAL_MEMO_H

#include <stdint.h>

/// The decimal digits of one double.
struct decimal_memo {
  uint64_t bits;
  /// 0 where nothing is kept.
  uint32_t length;
  char text[28];
};

/// Where this thread keeps the digits of a double; what was kept there may be those of another one.
struct decimal_memo *decimal_memo(uint64_t bits);

#endif
