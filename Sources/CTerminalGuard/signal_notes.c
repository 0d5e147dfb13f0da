#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "CTerminalGuard.h"

static const int noted_signals[] = {SIGWINCH, SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGTSTP, SIGCONT};
enum { noted_count = sizeof noted_signals / sizeof *noted_signals, patience = 3 };

static struct sigaction previous_noted[noted_count];
static int pipe_ends[2] = {-1, -1};
static bool installed;
static atomic_int unread_requests;

static bool asks_to_end(int signal_number) {
    return signal_number == SIGTERM || signal_number == SIGHUP || signal_number == SIGINT || signal_number == SIGQUIT;
}

static void note(int signal_number) {
    int saved_errno = errno;
    if (asks_to_end(signal_number) && atomic_fetch_add(&unread_requests, 1) + 1 >= patience) {
        tg_restore();
        tg_release_stderr();
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
    unsigned char byte = (unsigned char)signal_number;
    (void)!write(pipe_ends[1], &byte, 1);
    errno = saved_errno;
}

void tg_acknowledge_signals(void) { atomic_store(&unread_requests, 0); }

int tg_install_signal_notes(void) {
    if (installed) return pipe_ends[0];
    if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    char stale[64];
    while (read(pipe_ends[0], stale, sizeof stale) > 0) continue;
    installed = true;
    atomic_store(&unread_requests, 0);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < noted_count; i++) {
        sigaction(noted_signals[i], &action, &previous_noted[i]);
        bool ignored = !(previous_noted[i].sa_flags & SA_SIGINFO) && previous_noted[i].sa_handler == SIG_IGN;
        if (ignored && asks_to_end(noted_signals[i])) sigaction(noted_signals[i], &previous_noted[i], NULL);
    }
    return pipe_ends[0];
}

void tg_remove_signal_notes(void) {
    if (!installed) return;
    installed = false;
    for (int i = 0; i < noted_count; i++) sigaction(noted_signals[i], &previous_noted[i], NULL);
}
