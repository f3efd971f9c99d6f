// One block of the ledger becomes part of the state. Each record is a line; LEDGER.md names the fields.
#include <string.h>

#include "ledger.h"

enum { MAX_LISTED = 2 * MAX_DIRECTORIES }; // a compacted ledger holds both kinds

struct block {
    struct directory listed[MAX_LISTED]; // what the block lists, until it is known to count
    char kinds[MAX_LISTED];
    size_t count;
    bool counts;
};

static void commit_listing(struct state *state, struct directory *listed, char kind) {
    struct directory *directory = state_add_directory(state, listed->name);
    if (directory == NULL) {
        state->doubts[TOO_MANY_DIRECTORIES]++;
        return;
    }
    struct listing *names = &listed->names[0];
    for (int of = 0; of < KINDS; of++) {
        bool counts = kind == 'b' || kind == 'd' || (of == AFTER_ANY_SYNC) == (kind == 'j');
        if (counts && names->captured >= directory->names[of].captured && !listing_copy(&directory->names[of], names))
            state->doubts[TOO_MANY_NAMES]++;
    }
    for (size_t i = 0; kind == 'b' && i < names->count; i++) {
        const struct entry *entry = &names->entries[i];
        struct durable *file = entry->type == 'f' ? state_add_file(state, entry->inode) : NULL;
        if (file == NULL) continue;
        file->size = entry->size;
        file->started = names->captured;
    }
}

static void replay_listing(struct block *block, struct cursor *line) {
    if (block->count == MAX_LISTED) {
        line->failed = true;
        return;
    }
    char kind = take_letter(line);
    struct directory *listed = &block->listed[block->count];
    listing_clear(&listed->names[0]);
    listed->names[0].captured = take_number(line);
    take_rest(line, listed->name, sizeof listed->name);
    block->kinds[block->count++] = kind;
    line->failed |= kind != 'j' && kind != 'd' && kind != 'p' && kind != 'b';
}

static void replay_entry(struct block *block, struct cursor *line) {
    char name[MAX_NAME + 1];
    uint64_t inode = take_number(line);
    int64_t size = take_signed(line);
    char type = take_letter(line);
    take_rest(line, name, sizeof name);
    line->failed |= block->count == 0 || (type != 'f' && type != 'd' && type != 'o') ||
                    !listing_add(&block->listed[block->count - 1].names[0], inode, size, type, name);
}

// A sync that was begun later saw a newer size, whichever ended first.
static void replay_sync(struct state *state, struct block *block, struct cursor *line, bool is_file) {
    uint64_t inode = take_number(line);
    int64_t size = take_signed(line);
    uint64_t started = take_number(line), micros = take_number(line), error = take_number(line), links = take_number(line);
    take_number(line); // thread
    take_letter(line); // s fsync, d fdatasync
    char mode = take_letter(line);
    if (line->failed) return;
    struct counters *counters = &state->counters;
    if (mode == 'd') counters->delay++;
    if (mode == 'h') counters->hang++;
    if (mode == 'v') counters->virtual_disk++;
    if ((mode == 'd' || mode == 'h') && counters->pending > 0) counters->pending--;
    if (error != 0) {
        counters->failed++;
        return;
    }
    counters->durable++;
    block->counts = true;
    struct durable *file = is_file && links > 0 ? state_add_file(state, inode) : NULL;
    if (file == NULL || started < file->started) return;
    file->size = started < file->truncated_at && file->truncated_to < size ? file->truncated_to : size;
    file->started = started;
    file->micros = micros;
    file->beyond = 0;
}

// A sync that came to nothing (I), or has not ended (P): the bytes it was about are at risk since then.
static void replay_attempt(struct state *state, struct cursor *line, bool ended) {
    uint64_t inode = take_number(line);
    int64_t size = take_signed(line);
    uint64_t started = take_number(line);
    char mode = take_letter(line);
    take_number(line);
    if (line->failed) return;
    if (!ended) state->counters.pending++;
    else if (mode == 'e') state->counters.eio++;
    else if (mode == 'l') state->counters.lie++;
    else line->failed = true;
    struct durable *file = state_file(state, inode);
    if (file != NULL && size > file->size && (file->beyond == 0 || started < file->beyond)) file->beyond = started;
}

static void replay_truncation(struct state *state, struct cursor *line) {
    uint64_t inode = take_number(line);
    int64_t length = take_signed(line);
    uint64_t at = take_number(line);
    struct durable *file = line->failed ? NULL : state_file(state, inode);
    if (file == NULL) return;
    if (file->size > length) file->size = length;
    file->truncated_at = at;
    file->truncated_to = length;
}

static void replay_kept(struct state *state, struct cursor *line) {
    uint64_t inode = take_number(line);
    struct durable kept = {.inode = inode, .used = true};
    kept.size = take_signed(line);
    kept.started = take_number(line);
    kept.micros = take_number(line);
    kept.truncated_at = take_number(line);
    kept.truncated_to = take_signed(line);
    kept.beyond = take_number(line);
    struct durable *file = line->failed ? NULL : state_add_file(state, inode);
    if (file != NULL) *file = kept;
}

static void replay_counters(struct state *state, struct block *block, struct cursor *line) {
    struct counters *counters = &state->counters;
    uint64_t *fields[] = {&counters->durable, &counters->failed, &counters->eio, &counters->lie,
                          &counters->delay, &counters->hang, &counters->virtual_disk, &counters->pending};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) *fields[i] = take_number(line);
    state->ended = take_number(line);
    state->baseline = take_number(line);
    state->is_cut = take_number(line) != 0;
    block->counts = true;
}

static void replay_life(struct state *state, struct cursor *line) {
    take_number(line); // wall clock
    take_number(line); // monotonic clock
    take_number(line); // process
    state->killable = take_letter(line) == 'k';
    take_word(line, state->boot, sizeof state->boot);
    state->ended = 0;
    state->counters.pending = 0; // ended with the earlier life
}

static void replay_doubt(struct state *state, struct cursor *line) {
    char name[64], detail[256];
    uint64_t count = take_number(line);
    take_word(line, name, sizeof name);
    take_rest(line, detail, sizeof detail);
    enum reason reason = reason_named(name);
    line->failed |= reason == REASONS;
    if (!line->failed) state->doubts[reason] += count;
}

static bool replay_line(struct state *state, struct block *block, char record, struct cursor *line) {
    switch (record) {
    case 'V': replay_life(state, line); break;
    case 'B': state_forget(state); take_number(line); break; // holds nothing until its S: a torn one is none
    case 'S': replay_counters(state, block, line); break;
    case 'L': replay_listing(block, line); break;
    case 'E': replay_entry(block, line); break;
    case 'R': replay_kept(state, line); break;
    case 'F': replay_sync(state, block, line, true); break;
    case 'D': replay_sync(state, block, line, false); break;
    case 'P': replay_attempt(state, line, false); break;
    case 'I': replay_attempt(state, line, true); break;
    case 'T': replay_truncation(state, line); break;
    case 'G': state_remove_file(state, take_number(line)); break;
    case 'W': replay_doubt(state, line); break;
    case 'C': take_number(line); take_letter(line); state->is_cut = true; break;
    case 'X': state->ended = take_number(line); break;
    default: return false;
    }
    return !line->failed && line->at == line->end;
}

bool replay_block(struct state *state, const char *bytes, size_t length) {
    static struct block block; // its buffers are used again; the caller holds the mutex
    block.count = 0;
    block.counts = false;
    const char *end = bytes + length;
    for (const char *line = bytes, *newline; line < end; line = newline + 1) {
        newline = memchr(line, '\n', (size_t)(end - line));
        if (newline == NULL || newline - line < 2 || line[1] != ' ') return false;
        struct cursor cursor = {line + 2, newline, false};
        if (!replay_line(state, &block, line[0], &cursor)) return false;
    }
    for (size_t i = 0; block.counts && i < block.count; i++) commit_listing(state, &block.listed[i], block.kinds[i]);
    return true;
}
