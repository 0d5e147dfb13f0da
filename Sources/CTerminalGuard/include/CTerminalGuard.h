#ifndef EASEL_CTERMINALGUARD_H
#define EASEL_CTERMINALGUARD_H

#include <stdbool.h>
#include <stddef.h>

/// Installs handlers that note SIGWINCH, SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGTSTP and SIGCONT in a pipe, one byte each
/// (the signal's number). Call it before `newterm`: ncurses leaves handlers alone that are not the default ones.
///
/// Returns the non-blocking read end of the pipe, or -1 with `errno` set. A signal the parent ignores (nohup) stays ignored.
int tg_install_signal_notes(void);

/// Puts the previous handlers back. The pipe stays: a dispatch source may still be letting go of it.
void tg_remove_signal_notes(void);

/// The reader has seen what was in the pipe. Three requests to end (SIGTERM, SIGHUP, SIGINT, SIGQUIT) in a row without
/// this call mean that the program hangs: the terminal is restored and the third one ends the process.
void tg_acknowledge_signals(void);

/// Remembers the terminal's present modes and `reset` (copied, at most 511 bytes), and from now on writes them back when
/// the process dies from SIGSEGV, SIGILL, SIGABRT, SIGBUS or SIGFPE (then the previous handler runs, so that Swift's
/// backtrace still appears) or when it exits. Returns 0, or -1 with `errno` set.
int tg_arm(int terminal, const char *reset);

/// The terminal is in the program's hands again after `tg_stand_down`: death restores it as `tg_arm` said.
void tg_rearm(void);

/// The terminal is the shell's (or a child's) for now: nothing is written to it when the process dies.
void tg_stand_down(void);

/// Writes the reset string and the remembered modes. Only async-signal-safe calls; harmless when not armed.
void tg_restore(void);

/// Gives the calling thread an alternate signal stack, so that a stack overflow can be handled on it.
/// Cheap when it was called before on this thread; the stack goes when the thread ends.
void tg_prepare_thread(void);

/// From now on standard error goes to memory, if it is a terminal; otherwise nothing changes.
void tg_capture_stderr(void);

/// Standard error is the terminal again, and the last 64 kB written meanwhile are shown there. Async-signal-safe.
void tg_release_stderr(void);

/// Starts a program, found through PATH, in this process group with the terminal's standard streams and without any
/// blocked or ignored signal. `arguments` ends with NULL. Returns 0 and the process id, or an error number.
int tg_spawn_foreground(char *const arguments[], int *process);

#endif
