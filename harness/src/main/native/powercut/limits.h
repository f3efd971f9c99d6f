// Every limit of the instrument in one place. What goes beyond one is reported, never ignored:
// the cut then says "sound": false with the reason.
#ifndef POWERCUT_LIMITS_H
#define POWERCUT_LIMITS_H

enum {
    LEDGER_VERSION = 2,
    MAX_DIRECTORIES = 8,            // the data directory and its sub-directories
    MAX_NAMES = 8192,               // in one directory
    MAX_NAME_BYTES = 512 * 1024,    // all names of one directory together
    MAX_NAME = 255,                 // NAME_MAX
    MAX_INODES = 32768,             // files with a durable size
    INODE_SLOTS = 65536,            // of the hash table: a power of two, at least twice MAX_INODES
    MAX_PATH = 4096,
    MAX_REPORTED = 1000,            // files and names listed in a cut's JSON; the totals count all
    MAX_TEXT = 64 * 1024 * 1024,    // a block of the ledger, or a JSON object, in memory
    MAX_CONTROL = 512,              // bytes of the control file and of a cut request
    MAX_CONFIGURATION = 1024 * 1024, // bytes of a server's configuration that are looked through
    COMPACT_BYTES = 16 * 1024 * 1024, // a ledger of this size is written anew
    MIN_COMPACT_BYTES = 16 * 1024,
    WORKERS = 6,                    // syncs at the same time; a hung one keeps its worker
    WORKER_STACK = 256 * 1024,
    LOCK_WAIT_MS = 15000,           // for processes of an earlier life to end, unless -w says another
    MAX_LOCK_WAIT_MS = 600000,
    MAX_DELAY_MS = 600000,
    CHECK_WAIT_MS = 5000,
};

#endif
