// Where the data and the side folder are. All later access is relative to these descriptors, so that
// no path has to be put together and nothing outside can be reached by a symbolic link.
#ifndef POWERCUT_PLACE_H
#define POWERCUT_PLACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct place {
    int data, side, inodes, lock; // descriptors; lock is held by every process of a life
    dev_t device;
    uint64_t inode;               // of the data directory: a ledger belongs to one
    const char *side_name;        // the side folder's name if it lies in the data directory, else ""
};

// Opens both and makes what is missing of the side folder ("<data>/.powercut" if side is NULL).
// Returns an exit code, having told why.
int place_open(struct place *place, const char *data, const char *side);
// Waits until no process of an earlier life holds the lock. Returns an exit code, having told why.
int place_lock(const struct place *place, int wait_ms);

uint64_t now_mono(void); // ns
uint64_t now_wall(void); // ns
// This life of the machine; "-" where it cannot be told.
void boot_id(char *into, size_t size);
// Reads a small file of the side folder; -1 if it is not there.
ssize_t side_read(const struct place *place, const char *name, char *into, size_t size);
// Puts a file of the side folder in place at once: no reader sees a half of it.
bool side_write(const struct place *place, const char *name, const char *bytes, size_t length);
bool write_all(int file, const char *bytes, size_t length);

#endif
