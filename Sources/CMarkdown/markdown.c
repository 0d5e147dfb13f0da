#include "CMarkdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/parser.h>
#include <cmark-gfm/references.h>
#include <stdlib.h>
#include <string.h>

void cmd_prepare(void) { cmark_gfm_core_extensions_ensure_registered(); }

static cmark_parser *new_parser(void) {
    static const char *const names[] = {"table", "strikethrough", "tasklist"};
    // A single tilde is an approximation far more often than a deletion.
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
        if (extension != NULL) cmark_parser_attach_syntax_extension(parser, extension);
    }
    return parser;
}

cmark_node *cmd_parse(const char *definitions, size_t definitions_length, const char *text, size_t length) {
    cmark_parser *parser = new_parser();
    if (definitions_length > 0) cmark_parser_feed(parser, definitions, definitions_length);
    if (length > 0) cmark_parser_feed(parser, text, length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

int cmd_kind(cmark_node *node) {
    cmark_node_type type = cmark_node_get_type(node);
    switch (type) {
    case CMARK_NODE_DOCUMENT: return CMD_DOCUMENT;
    case CMARK_NODE_BLOCK_QUOTE: return CMD_QUOTE;
    case CMARK_NODE_LIST: return CMD_LIST;
    case CMARK_NODE_ITEM: return CMD_ITEM;
    case CMARK_NODE_CODE_BLOCK: return CMD_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK: return CMD_HTML_BLOCK;
    case CMARK_NODE_PARAGRAPH: return CMD_PARAGRAPH;
    case CMARK_NODE_HEADING: return CMD_HEADING;
    case CMARK_NODE_THEMATIC_BREAK: return CMD_RULE;
    case CMARK_NODE_TEXT: return CMD_TEXT;
    case CMARK_NODE_SOFTBREAK: return CMD_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK: return CMD_LINE_BREAK;
    case CMARK_NODE_CODE: return CMD_CODE;
    case CMARK_NODE_HTML_INLINE: return CMD_HTML;
    case CMARK_NODE_EMPH: return CMD_EMPHASIS;
    case CMARK_NODE_STRONG: return CMD_STRONG;
    case CMARK_NODE_LINK: return CMD_LINK;
    case CMARK_NODE_IMAGE: return CMD_IMAGE;
    default: break;
    }
    // The extensions' types are numbers given at run time; their names are fixed.
    const char *name = cmark_node_get_type_string(node);
    if (strcmp(name, "table") == 0) return CMD_TABLE;
    if (strcmp(name, "table_row") == 0 || strcmp(name, "table_header") == 0) return CMD_TABLE_ROW;
    if (strcmp(name, "table_cell") == 0) return CMD_TABLE_CELL;
    if (strcmp(name, "strikethrough") == 0) return CMD_STRIKETHROUGH;
    return CMD_OTHER;
}

int cmd_task(cmark_node *item) {
    // An item of the extension has another type string and the type of an ordinary one.
    if (strcmp(cmark_node_get_type_string(item), "tasklist") != 0) return 0;
    return cmark_gfm_extensions_get_tasklist_item_checked(item) ? 2 : 1;
}

int cmd_alignment(cmark_node *table, int column) {
    const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
    if (alignments == NULL || column < 0 || column >= cmark_gfm_extensions_get_table_columns(table)) return 0;
    return alignments[column];
}

int cmd_fence(cmark_node *block, int *length, char *mark) {
    int offset = 0;
    if (!cmark_node_get_fenced(block, length, &offset, mark)) return -1;
    return offset;
}

void cmd_definitions(
    const char *text, size_t length, void *context,
    void (*visit)(void *context, const char *label, size_t label_length, const char *address, size_t address_length)) {
    cmark_parser *parser = new_parser();
    cmark_parser_feed(parser, text, length);
    // A paragraph gives its definitions up when it ends.
    cmark_parser_feed(parser, "\n\n", 2);
    // The map lists them newest first.
    size_t count = 0;
    for (cmark_map_entry *entry = parser->refmap->refs; entry != NULL; entry = entry->next) count++;
    const cmark_reference **references = calloc(count + 1, sizeof *references);
    size_t place = count;
    for (cmark_map_entry *entry = parser->refmap->refs; entry != NULL && references != NULL; entry = entry->next)
        references[--place] = (const cmark_reference *)entry;
    for (size_t i = 0; i < count && references != NULL; i++) {
        const char *label = (const char *)references[i]->entry.label;
        visit(
            context, label, strlen(label), (const char *)references[i]->url.data, (size_t)references[i]->url.len);
    }
    free(references);
    cmark_parser_free(parser);
}
