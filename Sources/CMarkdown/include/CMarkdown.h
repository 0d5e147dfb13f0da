// CommonMark with GitHub's tables, task lists and strikethrough, by cmark-gfm (libcmark-gfm-dev,
// libcmark-gfm-extensions-dev). What the library's API lacks is here: kinds of nodes as constants, and the link definitions.
#ifndef EASEL_CMARKDOWN_H
#define EASEL_CMARKDOWN_H

#include <cmark-gfm.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a node is.
enum {
    CMD_OTHER = 0,
    CMD_DOCUMENT, CMD_QUOTE, CMD_LIST, CMD_ITEM, CMD_CODE_BLOCK, CMD_HTML_BLOCK, CMD_PARAGRAPH, CMD_HEADING, CMD_RULE,
    CMD_TABLE, CMD_TABLE_ROW, CMD_TABLE_CELL,
    CMD_TEXT, CMD_SOFT_BREAK, CMD_LINE_BREAK, CMD_CODE, CMD_HTML, CMD_EMPHASIS, CMD_STRONG, CMD_LINK, CMD_IMAGE,
    CMD_STRIKETHROUGH,
};

// Call once before anything else.
void cmd_prepare(void);

// Parses `definitions` (whole lines) and then `text`, in UTF-8; the tree goes to cmark_node_free.
cmark_node *cmd_parse(const char *definitions, size_t definitions_length, const char *text, size_t length);

int cmd_kind(cmark_node *node);

// Of a list item: 0 no task, 1 open, 2 done.
int cmd_task(cmark_node *item);

// Of a table: 'l', 'c', 'r' for its column, 0 where nothing was said.
int cmd_alignment(cmark_node *table, int column);

// Of a code block: how many spaces stand before its fence; -1 when it has no fence. `length` and `mark` describe the fence.
int cmd_fence(cmark_node *block, int *length, char *mark);

// Visits the link definitions of `text` in its order, the label in normal form. Their strings live until the visit returns.
void cmd_definitions(
    const char *text, size_t length, void *context,
    void (*visit)(void *context, const char *label, size_t label_length, const char *address, size_t address_length));

#endif
