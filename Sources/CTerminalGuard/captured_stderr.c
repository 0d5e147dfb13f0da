#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CTerminalGuard.h"
#include "guard_internal.h"

enum { replay_limit = 64 * 1024 };

static int memory_fd = -1;
static int real_stderr = -1;
static atomic_bool captured;

void tg_capture_stderr(void) {
    if (atomic_load(&captured) || !isatty(STDERR_FILENO)) return;
    if (memory_fd < 0) memory_fd = memfd_create("captured-stderr", MFD_CLOEXEC);
    if (memory_fd < 0) return;
    if (real_stderr < 0) real_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real_stderr < 0) return;
    if (ftruncate(memory_fd, 0) != 0 || lseek(memory_fd, 0, SEEK_SET) != 0) return;
    if (dup2(memory_fd, STDERR_FILENO) < 0) return;
    atomic_store(&captured, true);
}

void tg_release_stderr(void) {
    if (!atomic_exchange(&captured, false)) return;
    int saved_errno = errno;
    dup2(real_stderr, STDERR_FILENO);
    off_t end = lseek(memory_fd, 0, SEEK_END);
    off_t position = end > replay_limit ? end - replay_limit : 0;
    char block[1024];
    while (position < end) {
        ssize_t count = pread(memory_fd, block, sizeof block, position);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        tg_write_all(STDERR_FILENO, block, (size_t)count);
        position += count;
    }
    errno = saved_errno;
}
