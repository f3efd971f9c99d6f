// What is durable, as far as the ledger tells. It changes only by records of the ledger (replay.c),
// in the supervisor and in the cut alike: two ways to the same state could differ.
// Not thread-safe: the supervisor holds its mutex.
#ifndef POWERCUT_STATE_H
#define POWERCUT_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "limits.h"

struct entry {
    uint64_t inode;
    int64_t size;
    uint32_t name; // where it begins in the listing's names
    char type;     // f file, d directory, o other
};

struct listing {
    uint64_t captured; // CLOCK_MONOTONIC, ns
    size_t count, capacity, name_bytes, name_capacity;
    struct entry *entries;
    char *names;
};

enum kind { AFTER_ANY_SYNC, AFTER_ITS_OWN_SYNC, KINDS };

struct directory {
    char name[MAX_NAME + 1]; // relative to the data directory; "" is that itself
    struct listing names[KINDS];
    struct timespec seen; // its mtime when it was last listed for a completed sync
};

struct durable {
    uint64_t inode;
    int64_t size;           // bytes that a power cut leaves
    uint64_t started;       // when the sync began that says so, or the baseline was taken, ns
    uint64_t micros;        // how long that sync took
    uint64_t truncated_at;  // the last ftruncate, ns
    int64_t truncated_to;
    uint64_t beyond;        // when more than size was first seen, ns; 0 never
    bool used, kept;
};

struct counters {
    uint64_t durable, failed; // syncs that reached the disk, and that the disk refused
    uint64_t eio, lie, delay, hang, virtual_disk; // injected
    uint64_t pending;         // delayed or hung, and not yet ended
};

enum reason {
    CANNOT_OPEN, UID_CHANGED, UNREADABLE_BINARY, CANNOT_LINK, UNTRACKED_SYNC, SHARED_MAPPING, SYNC_OPEN,
    FALLOCATED, OVERWRITTEN, TOO_MANY_NAMES, TOO_MANY_DIRECTORIES, TOO_MANY_FILES, BAD_NAME, DEEP_DIRECTORY,
    BAD_CONTROL, TAMPERED, LEDGER_FAILED, RESTARTED_MACHINE, NOTHING_RECORDED, ALREADY_CUT, CUT_FAILED, REASONS
};

struct state {
    struct directory directories[MAX_DIRECTORIES];
    size_t directory_count;
    struct durable files[INODE_SLOTS]; // open addressing, linear probing
    size_t file_count;
    struct counters counters;
    uint64_t doubts[REASONS]; // how often; any makes a cut unsound
    char boot[40];            // the machine's life that the ledger tells of
    uint64_t ended;           // when the server's end was seen, ns; 0 not seen
    uint64_t baseline;        // when everything on disk was last taken as durable, ns; 0 never
    bool is_cut, killable;
};

const char *reason_name(enum reason reason);
const char *reason_text(enum reason reason);
enum reason reason_named(const char *name); // REASONS if there is none

struct state *state_new(void); // NULL without memory
void state_forget(struct state *state);

struct durable *state_file(struct state *state, uint64_t inode);
struct durable *state_add_file(struct state *state, uint64_t inode); // NULL, and a doubt, beyond MAX_INODES
void state_remove_file(struct state *state, uint64_t inode);

struct directory *state_directory(struct state *state, const char *name);
struct directory *state_add_directory(struct state *state, const char *name); // NULL beyond MAX_DIRECTORIES

void listing_clear(struct listing *listing);
// false beyond MAX_NAMES or MAX_NAME_BYTES, or without memory
bool listing_add(struct listing *listing, uint64_t inode, int64_t size, char type, const char *name);
bool listing_copy(struct listing *to, const struct listing *from);
const struct entry *listing_find(const struct listing *listing, const char *name);
const char *entry_name(const struct listing *listing, const struct entry *entry);

#endif
