#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "guard_internal.h"

static const int fatal_signals[] = {SIGSEGV, SIGILL, SIGABRT, SIGBUS, SIGFPE};
enum { fatal_count = sizeof fatal_signals / sizeof *fatal_signals };

static struct sigaction previous_fatal[fatal_count];
static struct termios saved_modes;
static int terminal_fd = -1;
static char reset_string[512];
static size_t reset_length;
static atomic_bool armed;
static bool handlers_installed;

void tg_write_all(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(fd, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

void tg_restore(void) {
    if (!atomic_exchange(&armed, false)) return;
    int saved_errno = errno;
    // From a background process group tcsetattr would stop the process while SIGTTOU is open.
    sigset_t block, before;
    sigemptyset(&block);
    sigaddset(&block, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &block, &before);
    tg_write_all(terminal_fd, reset_string, reset_length);
    tcsetattr(terminal_fd, TCSANOW, &saved_modes);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = saved_errno;
}

static void fatal(int signal_number, siginfo_t *info, void *context) {
    tg_restore();
    tg_release_stderr();
    for (int i = 0; i < fatal_count; i++) {
        if (fatal_signals[i] != signal_number) continue;
        struct sigaction previous = previous_fatal[i];
        sigaction(signal_number, &previous, NULL);
        // Called directly, the previous handler sees the place of the crash, not this function.
        if (previous.sa_flags & SA_SIGINFO) {
            previous.sa_sigaction(signal_number, info, context);
        } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
            previous.sa_handler(signal_number);
        }
    }
    // A real fault happens again when this returns and ends the process; a sent signal (abort, kill) would be lost.
    if (signal_number == SIGABRT || info->si_code <= 0) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
}

static void at_exit(void) {
    tg_restore();
    tg_release_stderr();
}

static void install_fatal_handlers(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = fatal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &action, &previous_fatal[i]);
    atexit(at_exit);
}

int tg_arm(int terminal, const char *reset) {
    if (tcgetattr(terminal, &saved_modes) != 0) return -1;
    terminal_fd = terminal;
    reset_length = strnlen(reset, sizeof reset_string - 1);
    memcpy(reset_string, reset, reset_length);
    if (!handlers_installed) {
        handlers_installed = true;
        install_fatal_handlers();
    }
    tg_prepare_thread();
    atomic_store(&armed, true);
    return 0;
}

void tg_rearm(void) {
    if (terminal_fd >= 0) atomic_store(&armed, true);
}

void tg_stand_down(void) { atomic_store(&armed, false); }
