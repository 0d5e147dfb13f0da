#ifndef EASEL_CNCURSES_SHIM_H
#define EASEL_CNCURSES_SHIM_H

// The wide-character API is invisible without this, and SwiftPM drops the defines of ncursesw.pc.
#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

// Macros and globals that Swift cannot import, or refuses as shared mutable state.
static inline SCREEN *nc_newterm(const char *terminal) { return newterm(terminal, stdout, stdin); }
static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline WINDOW *nc_curscr(void) { return curscr; }
static inline int nc_colors(void) { return COLORS; }
static inline bool nc_has_string(const char *capability) {
    char *value = tigetstr(capability);
    return value != NULL && value != (char *)-1;
}

// Hidden by glibc without feature macros.
extern int wcwidth(wchar_t);

static const attr_t NC_NORMAL = A_NORMAL;
static const attr_t NC_BOLD = A_BOLD;
static const attr_t NC_DIM = A_DIM;
static const attr_t NC_ITALIC = A_ITALIC;
static const attr_t NC_UNDERLINE = A_UNDERLINE;
static const attr_t NC_REVERSE = A_REVERSE;

// No wrap, and no ERR for the last cell of the screen.
static inline int nc_put_row(WINDOW *window, int y, int x, const cchar_t *row, int count) {
    return wmove(window, y, x) == ERR ? ERR : wadd_wchnstr(window, row, count);
}

/// True when the C library's character set is UTF-8 now.
static inline bool nc_codeset_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

#endif
