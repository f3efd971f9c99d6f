// Directory listings. No path is ever read from the server's memory: what a rename or an unlink did is
// seen by comparing directories before each sync.
#ifndef POWERCUT_NAMES_H
#define POWERCUT_NAMES_H

#include <sys/stat.h>

#include "ledger.h"
#include "place.h"
#include "state.h"
#include "text.h"

struct tracker {
    const struct place *place;
    struct state *state;
    struct ledger *ledger;
    struct listing scratch;
};

int directory_open(const struct place *place, const char *name); // -1 if it is not there
// Lists a directory as it is now; false if it is not there. What could not be listed is a doubt.
bool names_scan(struct tracker *tracker, const char *name, struct listing *into);
// Adds a doubt to the ledger (and to the state); each only when its count doubles.
void doubt(struct tracker *tracker, enum reason reason, const char *detail, int number);

// Adds the listings of all directories that changed since they were last committed to a block.
// synced is the inode of the directory that is being synced, or 0. Fills seen, one for each directory.
void names_changed(struct tracker *tracker, uint64_t synced, struct timespec *seen, struct text *block);
// Keeps an inode by a hard link, so that its name can be restored and its number not be used again.
void inode_keep(struct tracker *tracker, int file, uint64_t inode);
// Forgets inodes that neither the disk nor a listing needs.
bool names_prune(struct tracker *tracker);
// From here on, what is on disk now counts as durable.
bool names_baseline(struct tracker *tracker);
// How many files are shorter than their durable size, with a record of the ledger for each.
int sizes_shrunk(const struct place *place, const struct state *state, bool emptied, struct text *truncations);
// Records files that became shorter than their durable size (a truncation by path). Returns how many.
int sizes_recheck(struct tracker *tracker, bool emptied);

#endif
