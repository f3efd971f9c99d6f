// The cut: every file goes back to what was durable when the server died, names included.
#ifndef POWERCUT_CUT_H
#define POWERCUT_CUT_H

#include "names.h"

enum model {
    MODEL_JOURNAL, // any completed sync made all earlier renames and unlinks durable: ext4, xfs, btrfs
    MODEL_POSIX,   // a name is durable only after a sync of its directory
    MODEL_NONE,    // names are durable at once
};
bool model_named(const char *name, enum model *model);
const char *model_name(enum model model);

struct cut {
    const struct place *place;
    struct tracker tracker;
    struct state *state;
    struct ledger ledger;
    enum model model;
    const char *request;     // names the cut in its JSON; "" if nobody asked for one
    bool applied;            // false: nothing was touched
    uint64_t ledger_size; // as it was found
    uint64_t at, wall, reference; // now, on both clocks; and the instant that ages are measured to
    uint64_t dropped, files_cut, names_rolled_back;
    uint64_t age_at_most_ns, age_at_least_ns; // of the oldest dropped byte
    struct text files, names; // JSON objects, separated by commas; MAX_REPORTED of each
    uint64_t files_listed, names_listed;
};

// Applies the cut, says it in one JSON object on standard output and in SIDE/last-cut.json, and
// returns an exit code. The place is locked.
int cut_apply(const struct place *place, enum model model, const char *request);

void cut_names(struct cut *cut);  // cut_names.c
void cut_note_name(struct cut *cut, const char *action, const char *directory, const char *name);
// Bytes that are gone: sizes before and after. born: when the file was made, 0 if that is not known.
void cut_note_bytes(struct cut *cut, const char *action, const char *directory, const char *name, uint64_t inode,
                    uint64_t born, int64_t before, int64_t after);
void cut_failed(struct cut *cut, const char *what);
void proof_write(struct cut *cut, struct text *into); // proof.c

#endif
