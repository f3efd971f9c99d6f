// The ledger: what was synced, in an append-only, chained, compacted text. LEDGER.md describes it.
// Not thread-safe: the supervisor holds its mutex.
#ifndef POWERCUT_LEDGER_H
#define POWERCUT_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "place.h"
#include "state.h"
#include "text.h"

enum loaded { LOADED, ABSENT, CHANGED, OTHER_DATA, OTHER_VERSION, UNREADABLE };

struct ledger {
    int file;
    uint64_t hash;   // over every byte so far
    uint64_t size, limit, compact_at; // limit: it is written anew beyond that size
    uint64_t torn;   // bytes behind the last complete block when it was loaded
    bool broken;     // nothing can be written any more: syncs must fail
};

// Replays the ledger into the state, in time linear in its length. CHANGED: its chain does not hold.
enum loaded ledger_load(struct ledger *ledger, const struct place *place, struct state *state);
// Puts a ledger in place that holds the state and nothing else; later blocks are appended to it.
bool ledger_compact(struct ledger *ledger, const struct place *place, const struct state *state);
// Appends one block by one write and replays it into the state; compacts when it is due.
// False: the block is not in the ledger, and what it says must not be acknowledged.
bool ledger_append(struct ledger *ledger, const struct place *place, struct state *state, struct text *block);
void ledger_close(struct ledger *ledger);

// replay.c: one block, without its mark. False if a line does not follow the grammar.
bool replay_block(struct state *state, const char *bytes, size_t length);
// snapshot.c: the block that makes this state out of none.
void snapshot(const struct state *state, struct text *into);

#endif
