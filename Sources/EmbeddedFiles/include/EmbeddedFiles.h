#ifndef RUNREPORT_EMBEDDED_FILES_H
#define RUNREPORT_EMBEDDED_FILES_H

#include <stddef.h>

/// One file of Templates/ or Assets/, as it was when the program was built.
typedef struct {
  /// Path from the top of the project: "Templates/page.mustache".
  const char *_Nonnull path;
  const unsigned char *_Nonnull bytes;
  size_t size;
} runreport_embedded_file;

/// How many files are embedded.
size_t runreport_embedded_file_count(void);

/// One of them; `index` must be below the count.
runreport_embedded_file runreport_embedded_file_at(size_t index);

#endif
