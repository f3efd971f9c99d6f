#include "text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "limits.h"

static bool reserve(struct text *text, size_t more) {
    assert(text->length <= text->capacity);
    if (text->failed) return false;
    if (more <= text->capacity - text->length) return true;
    size_t capacity = text->capacity == 0 ? 4096 : text->capacity;
    while (capacity - text->length < more && capacity < MAX_TEXT) capacity *= 2;
    if (capacity - text->length < more) {
        text->failed = true;
        return false;
    }
    char *bytes = realloc(text->bytes, capacity);
    if (bytes == NULL) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

void text_add_bytes(struct text *text, const char *bytes, size_t length) {
    if (!reserve(text, length + 1)) return;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = 0;
}

void text_add(struct text *text, const char *format, ...) {
    if (!reserve(text, 512)) return;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text->bytes + text->length, text->capacity - text->length, format, arguments);
    va_end(arguments);
    assert(length >= 0);
    if ((size_t)length >= text->capacity - text->length) {
        if (!reserve(text, (size_t)length + 1)) return;
        va_start(arguments, format);
        length = vsnprintf(text->bytes + text->length, text->capacity - text->length, format, arguments);
        va_end(arguments);
    }
    text->length += (size_t)length;
}

// The length of the UTF-8 sequence at s, or 0 if there is none.
static size_t sequence(const unsigned char *s) {
    size_t length = s[0] < 0x80 ? 1 : s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xC0) != 0x80) return 0;
    if (length == 3 && ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F))) return 0;
    if (length == 4 && ((s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))) return 0;
    return length;
}

void text_add_json(struct text *text, const char *string) {
    const unsigned char *s = (const unsigned char *)string;
    text_add_bytes(text, "\"", 1);
    while (*s != 0) {
        size_t length = sequence(s);
        if (length == 0 || *s < 0x20 || *s == '"' || *s == '\\' || *s == 0x7F) {
            text_add(text, "\\u%04x", (unsigned)*s++);
            continue;
        }
        text_add_bytes(text, (const char *)s, length);
        s += length;
    }
    text_add_bytes(text, "\"", 1);
}

void text_clear(struct text *text) {
    text->length = 0;
    text->failed = false;
}

void text_free(struct text *text) {
    free(text->bytes);
    *text = (struct text){0};
}

static void end_field(struct cursor *cursor) {
    if (cursor->at == cursor->end) return;
    if (*cursor->at == ' ') cursor->at++;
    else cursor->failed = true;
}

uint64_t take_number(struct cursor *cursor) {
    uint64_t value = 0;
    const char *begin = cursor->at;
    while (cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9')
        value = value * 10 + (uint64_t)(*cursor->at++ - '0');
    if (cursor->at == begin || cursor->at - begin > 20) cursor->failed = true;
    end_field(cursor);
    return value;
}

int64_t take_signed(struct cursor *cursor) {
    bool negative = cursor->at < cursor->end && *cursor->at == '-';
    if (negative) cursor->at++;
    uint64_t value = take_number(cursor);
    if (value > INT64_MAX) cursor->failed = true;
    return negative ? -(int64_t)value : (int64_t)value;
}

char take_letter(struct cursor *cursor) {
    if (cursor->at == cursor->end) {
        cursor->failed = true;
        return 0;
    }
    char letter = *cursor->at++;
    end_field(cursor);
    return letter;
}

void take_rest(struct cursor *cursor, char *into, size_t size) {
    size_t length = (size_t)(cursor->end - cursor->at);
    into[0] = 0;
    if (length >= size) {
        cursor->failed = true;
        return;
    }
    memcpy(into, cursor->at, length);
    into[length] = 0;
    cursor->at = cursor->end;
}

void take_word(struct cursor *cursor, char *into, size_t size) {
    const char *begin = cursor->at;
    while (cursor->at < cursor->end && *cursor->at != ' ') cursor->at++;
    size_t length = (size_t)(cursor->at - begin);
    into[0] = 0;
    if (length == 0 || length >= size) {
        cursor->failed = true;
        return;
    }
    memcpy(into, begin, length);
    into[length] = 0;
    end_field(cursor);
}
