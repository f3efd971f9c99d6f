#include "ledger.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// FNV-1a: short enough to be written anew by whoever audits a ledger. It finds edits and accidents; a
// chain without a secret cannot find somebody who computes it anew.
static const uint64_t FNV_OFFSET = 0xcbf29ce484222325u, FNV_PRIME = 0x100000001b3u;
enum { MARK = 18, HEADER = 64 }; // "#" 16 hexadecimal digits "\n"

static uint64_t chain(uint64_t hash, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)bytes[i]) * FNV_PRIME;
    return hash;
}

static void make_mark(char mark[static MARK + 1], uint64_t hash) {
    int length = snprintf(mark, MARK + 1, "#%016llx\n", (unsigned long long)hash);
    assert(length == MARK);
}

static size_t make_header(char *header, uint64_t data_inode) {
    int length = snprintf(header, HEADER, "powercut-ledger %d %llu\n", LEDGER_VERSION, (unsigned long long)data_inode);
    assert(length > 0 && length < HEADER);
    return (size_t)length;
}

static enum loaded check_header(const char *bytes, size_t size, const struct place *place, size_t *length) {
    static const char NAME[] = "powercut-ledger ";
    const char *end = memchr(bytes, '\n', size < HEADER ? size : HEADER);
    if (end == NULL) return size < HEADER ? ABSENT : CHANGED; // torn before anything was recorded
    struct cursor cursor = {bytes, end, false};
    *length = (size_t)(end - bytes) + 1;
    if (*length < sizeof NAME || memcmp(bytes, NAME, sizeof NAME - 1) != 0)
        return memcmp(bytes, "V 1 ", 4) == 0 || *bytes == '\n' ? OTHER_VERSION : CHANGED;
    cursor.at += sizeof NAME - 1;
    uint64_t version = take_number(&cursor), inode = take_number(&cursor);
    if (cursor.failed || cursor.at != cursor.end) return CHANGED;
    if (version != LEDGER_VERSION) return OTHER_VERSION;
    return inode == place->inode ? LOADED : OTHER_DATA;
}

static enum loaded replay(struct ledger *ledger, const char *bytes, size_t size, size_t header, struct state *state) {
    const char *end = bytes + size, *block = bytes + header;
    ledger->hash = chain(FNV_OFFSET, bytes, header);
    for (const char *line = block; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        if (newline == NULL) break;
        if (*line == '#') {
            char mark[MARK + 1];
            ledger->hash = chain(ledger->hash, block, (size_t)(line - block));
            make_mark(mark, ledger->hash);
            if (newline - line + 1 != MARK || memcmp(line, mark, MARK) != 0) return CHANGED;
            if (!replay_block(state, block, (size_t)(line - block))) return CHANGED;
            ledger->hash = chain(ledger->hash, line, MARK);
            block = newline + 1;
        }
        line = newline + 1;
    }
    ledger->size = (uint64_t)(block - bytes);
    ledger->torn = (uint64_t)(end - block);
    return LOADED;
}

enum loaded ledger_load(struct ledger *ledger, const struct place *place, struct state *state) {
    *ledger = (struct ledger){.file = -1, .limit = COMPACT_BYTES, .compact_at = COMPACT_BYTES};
    state_forget(state);
    int file = openat(place->side, "ledger", O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) return errno == ENOENT ? ABSENT : UNREADABLE;
    struct stat status;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(file);
        return UNREADABLE;
    }
    size_t size = (size_t)status.st_size, header = 0;
    if (size == 0) {
        close(file);
        return ABSENT;
    }
    char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) {
        close(file);
        return UNREADABLE;
    }
    enum loaded loaded = check_header(bytes, size, place, &header);
    if (loaded == LOADED) loaded = replay(ledger, bytes, size, header, state);
    munmap(bytes, size);
    ledger->file = file;
    // What follows the last complete block was never acknowledged; a later block must not follow it.
    if (loaded == LOADED && ledger->torn > 0) ledger->broken = ftruncate(file, (off_t)ledger->size) != 0;
    return loaded;
}

bool ledger_compact(struct ledger *ledger, const struct place *place, const struct state *state) {
    struct text whole = {0};
    char header[HEADER], mark[MARK + 1];
    text_add_bytes(&whole, header, make_header(header, place->inode));
    size_t begin = whole.length;
    snapshot(state, &whole);
    if (whole.failed) {
        text_free(&whole);
        return false;
    }
    uint64_t hash = chain(chain(FNV_OFFSET, whole.bytes, begin), whole.bytes + begin, whole.length - begin);
    make_mark(mark, hash);
    text_add_bytes(&whole, mark, MARK);
    bool placed = !whole.failed && side_write(place, "ledger", whole.bytes, whole.length) && fsync(place->side) == 0;
    size_t size = whole.length;
    text_free(&whole);
    int file = placed ? openat(place->side, "ledger", O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC) : -1;
    if (file < 0) return false;
    if (ledger->file >= 0) close(ledger->file);
    uint64_t twice = (uint64_t)size * 2, limit = ledger->limit;
    *ledger = (struct ledger){.file = file, .hash = chain(hash, mark, MARK), .size = size, .limit = limit,
                              .compact_at = twice > limit ? twice : limit};
    return true;
}

bool ledger_append(struct ledger *ledger, const struct place *place, struct state *state, struct text *block) {
    char mark[MARK + 1];
    if (ledger->broken || block->failed || block->length == 0) return false;
    size_t length = block->length;
    uint64_t hash = chain(ledger->hash, block->bytes, length);
    make_mark(mark, hash);
    text_add_bytes(block, mark, MARK);
    if (block->failed) return false;
    ssize_t written = write(ledger->file, block->bytes, block->length);
    if (written != (ssize_t)block->length) {
        if (written > 0) ledger->broken = ftruncate(ledger->file, (off_t)ledger->size) != 0;
        return false;
    }
    ledger->size += block->length;
    ledger->hash = chain(hash, mark, MARK);
    bool replayed = replay_block(state, block->bytes, length);
    assert(replayed);
    if (ledger->size >= ledger->compact_at && !ledger_compact(ledger, place, state)) {
        // Room may come back; until then it grows on, up to the limit of what a start may have to read.
        ledger->compact_at = ledger->size + COMPACT_BYTES / 4;
        if (ledger->size >= MAX_TEXT) ledger->broken = true;
    }
    return replayed;
}

void ledger_close(struct ledger *ledger) {
    if (ledger->file >= 0) close(ledger->file);
    *ledger = (struct ledger){.file = -1};
}
