// The state as a block of the ledger: replaying it into an empty state gives the same state.
#include "ledger.h"

typedef unsigned long long ull;

static void add_listing(const struct directory *directory, char kind, const struct listing *names, struct text *into) {
    text_add(into, "L %c %llu %s\n", kind, (ull)names->captured, directory->name);
    for (size_t i = 0; i < names->count; i++) {
        const struct entry *entry = &names->entries[i];
        text_add(into, "E %llu %lld %c %s\n", (ull)entry->inode, (long long)entry->size, entry->type,
                 entry_name(names, entry));
    }
}

static void add_files(const struct state *state, struct text *into) {
    for (size_t i = 0; i < INODE_SLOTS; i++) {
        const struct durable *file = &state->files[i];
        if (!file->used) continue;
        text_add(into, "R %llu %lld %llu %llu %llu %lld %llu\n", (ull)file->inode, (long long)file->size,
                 (ull)file->started, (ull)file->micros, (ull)file->truncated_at, (long long)file->truncated_to,
                 (ull)file->beyond);
    }
}

void snapshot(const struct state *state, struct text *into) {
    const struct counters *c = &state->counters;
    text_add(into, "V 0 0 0 %c %s\n", state->killable ? 'k' : '-', state->boot[0] ? state->boot : "-");
    text_add(into, "S %llu %llu %llu %llu %llu %llu %llu %llu %llu %llu %d\n", (ull)c->durable, (ull)c->failed, (ull)c->eio,
             (ull)c->lie, (ull)c->delay, (ull)c->hang, (ull)c->virtual_disk, (ull)c->pending, (ull)state->ended,
             (ull)state->baseline, state->is_cut ? 1 : 0);
    for (int reason = 0; reason < REASONS; reason++)
        if (state->doubts[reason] > 0)
            text_add(into, "W %llu %s -\n", (ull)state->doubts[reason], reason_name((enum reason)reason));
    for (size_t i = 0; i < state->directory_count; i++) {
        const struct directory *directory = &state->directories[i];
        const struct listing *any = &directory->names[AFTER_ANY_SYNC], *own = &directory->names[AFTER_ITS_OWN_SYNC];
        if (any->captured == own->captured) {
            if (any->captured > 0) add_listing(directory, 'd', any, into);
            continue;
        }
        if (own->captured > 0) add_listing(directory, 'p', own, into);
        add_listing(directory, 'j', any, into);
    }
    add_files(state, into);
}
