// A growing, bounded piece of text; and numbers read from text without sscanf, which is too slow
// for a ledger of 100 MB.
#ifndef POWERCUT_TEXT_H
#define POWERCUT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char *bytes;
    size_t length, capacity;
    bool failed; // memory or MAX_TEXT exceeded: the text is incomplete and must not be used
};

void text_add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_add_bytes(struct text *text, const char *bytes, size_t length);
// Adds a string in quotes. Names are bytes: what is not UTF-8 is shown as Latin-1.
void text_add_json(struct text *text, const char *string);
void text_clear(struct text *text);
void text_free(struct text *text);

struct cursor {
    const char *at, *end;
    bool failed;
};

// Each takes one field and the blank behind it; a missing or malformed field sets failed.
uint64_t take_number(struct cursor *cursor);
int64_t take_signed(struct cursor *cursor);
char take_letter(struct cursor *cursor);
// The rest of the line, copied and ended by 0. Fails when it does not fit.
void take_rest(struct cursor *cursor, char *into, size_t size);
void take_word(struct cursor *cursor, char *into, size_t size);

#endif
