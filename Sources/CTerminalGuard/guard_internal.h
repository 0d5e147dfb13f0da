#ifndef EASEL_GUARD_INTERNAL_H
#define EASEL_GUARD_INTERNAL_H

#include <stddef.h>

/// Writes everything or gives up on an error. Async-signal-safe.
void tg_write_all(int fd, const char *bytes, size_t count);

#endif
