// Why a cut cannot be trusted: names for programs, sentences for people.
#include <assert.h>
#include <string.h>

#include "state.h"

static const struct {
    const char *name, *text;
} TEXTS[REASONS] = {
    [CANNOT_OPEN] = {"cannot-open", "a file that the server synced could not be opened; use a server program that its user can read, and start the launcher as the server's final user"},
    [UID_CHANGED] = {"uid-changed", "the server runs as another user than the launcher; start the launcher as the server's final user, below any entrypoint that changes it"},
    [UNREADABLE_BINARY] = {"unreadable-binary", "the server's program cannot be read by its user, so the kernel hides its files; make it readable (mode 0755)"},
    [CANNOT_LINK] = {"cannot-link", "a file could not be hard-linked into the side folder, so its name cannot be restored; keep data and side folder on one file system with hard links"},
    [UNTRACKED_SYNC] = {"untracked-sync", "the server called sync, syncfs, msync or a synchronous write, which the ledger does not follow"},
    [SHARED_MAPPING] = {"shared-mapping", "the server mapped a file for writing (mmap), which the ledger does not follow"},
    [SYNC_OPEN] = {"sync-open", "the server opened a file with O_SYNC or O_DSYNC, whose writes are durable without a sync that could be seen"},
    [FALLOCATED] = {"fallocated", "the server called fallocate, after which a file's size says nothing about its data"},
    [OVERWRITTEN] = {"overwritten", "a durable file was emptied in place (O_TRUNC) or became shorter unseen, which is not modelled"},
    [TOO_MANY_NAMES] = {"too-many-names", "a directory holds more than 8192 names, or 512 KB of names"},
    [TOO_MANY_DIRECTORIES] = {"too-many-directories", "the data directory holds more than 7 sub-directories"},
    [TOO_MANY_FILES] = {"too-many-files", "more than 32768 files were synced"},
    [BAD_NAME] = {"bad-name", "a file's name contains a line break"},
    [DEEP_DIRECTORY] = {"deep-directory", "a sub-directory holds directories of its own; only one level is followed"},
    [BAD_CONTROL] = {"bad-control", "the control file could not be understood; syncs went to the disk as usual"},
    [TAMPERED] = {"ledger-tampered", "the ledger was changed by somebody else: its checksums do not hold"},
    [LEDGER_FAILED] = {"ledger-failed", "the ledger could not be written or is too long to be read"},
    [RESTARTED_MACHINE] = {"machine-restarted", "the machine was restarted since, and what the ledger says is of its earlier life"},
    [NOTHING_RECORDED] = {"nothing-recorded", "there is no ledger of this data: the server did not run under the launcher"},
    [ALREADY_CUT] = {"already-cut", "the power was already cut and the server was not started since"},
    [CUT_FAILED] = {"cut-failed", "a file could not be cut back or a name not be restored"},
};

const char *reason_name(enum reason reason) {
    assert(reason < REASONS);
    return TEXTS[reason].name;
}

const char *reason_text(enum reason reason) {
    assert(reason < REASONS);
    return TEXTS[reason].text;
}

enum reason reason_named(const char *name) {
    int reason = 0;
    while (reason < REASONS && strcmp(TEXTS[reason].name, name) != 0) reason++;
    return (enum reason)reason;
}
