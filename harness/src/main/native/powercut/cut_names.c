// Names: each directory gets back the names that were durable.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "birth.h"
#include "cut.h"

static enum kind kind_of(enum model model) { return model == MODEL_POSIX ? AFTER_ITS_OWN_SYNC : AFTER_ANY_SYNC; }

// Whether any durable name leads to this file: then removing another one of it drops no bytes.
static bool is_wanted(const struct cut *cut, uint64_t inode) {
    for (size_t d = 0; d < cut->state->directory_count; d++) {
        const struct listing *names = &cut->state->directories[d].names[kind_of(cut->model)];
        for (size_t i = 0; i < names->count; i++)
            if (names->entries[i].inode == inode) return true;
    }
    return false;
}

static void remove_directory(struct cut *cut, const char *name) {
    struct listing inside = {0};
    int directory = directory_open(cut->place, name);
    bool listed = directory >= 0 && names_scan(&cut->tracker, name, &inside);
    for (size_t i = 0; listed && i < inside.count; i++) {
        const struct entry *entry = &inside.entries[i];
        uint64_t born = file_birth(directory, entry_name(&inside, entry));
        if (unlinkat(directory, entry_name(&inside, entry), 0) != 0) continue; // then rmdir fails and says so
        int64_t left = is_wanted(cut, entry->inode) ? entry->size : 0;
        if (entry->type != 'f') continue;
        cut_note_bytes(cut, "removed", name, entry_name(&inside, entry), entry->inode, born,
                           entry->size, left);
    }
    if (directory >= 0) close(directory);
    if (unlinkat(cut->place->data, name, AT_REMOVEDIR) != 0) cut_failed(cut, name);
    else cut_note_name(cut, "directory removed", "", name);
    free(inside.entries);
    free(inside.names);
}

static void remove_new(struct cut *cut, int directory, const char *in, const struct listing *now, const struct listing *wanted) {
    for (size_t i = 0; i < now->count; i++) {
        const struct entry *found = &now->entries[i];
        const char *name = entry_name(now, found);
        const struct entry *durable = listing_find(wanted, name);
        if (durable != NULL && durable->inode == found->inode) continue;
        if (found->type == 'd' && *in == 0 && durable == NULL) remove_directory(cut, name);
        if (found->type != 'f') continue;
        uint64_t born = file_birth(directory, name);
        if (unlinkat(directory, name, 0) != 0) {
            cut_failed(cut, name);
            continue;
        }
        cut_note_name(cut, durable != NULL ? "replacement undone" : "creation undone", in, name);
        int64_t left = is_wanted(cut, found->inode) ? found->size : 0;
        if (found->size > left) cut_note_bytes(cut, "removed", in, name, found->inode, born, found->size, left);
    }
}

static void restore_old(struct cut *cut, int directory, const char *in, const struct listing *wanted) {
    for (size_t i = 0; i < wanted->count; i++) {
        const struct entry *durable = &wanted->entries[i];
        const char *name = entry_name(wanted, durable);
        struct stat status;
        if (durable->type != 'f' || fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0) continue;
        char inode[32];
        snprintf(inode, sizeof inode, "%llu", (unsigned long long)durable->inode);
        if (linkat(cut->place->inodes, inode, directory, name, 0) == 0) {
            cut_note_name(cut, "restored", in, name);
            continue;
        }
        // Its name was durable, its bytes never were.
        int empty = openat(directory, name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0644);
        if (empty < 0) cut_failed(cut, name);
        else cut_note_name(cut, "restored empty", in, name);
        if (empty >= 0) close(empty);
    }
}

// Returns whether the directory is to be there; makes it if it is missing.
static bool has_durable_name(struct cut *cut, const struct directory *directory) {
    if (*directory->name == 0) return true;
    const struct entry *named = listing_find(&cut->state->directories[0].names[kind_of(cut->model)], directory->name);
    if (named == NULL || named->type != 'd') {
        struct stat status;
        if (fstatat(cut->place->data, directory->name, &status, AT_SYMLINK_NOFOLLOW) == 0) remove_directory(cut, directory->name);
        return false;
    }
    if (mkdirat(cut->place->data, directory->name, 0755) == 0) cut_note_name(cut, "directory restored", "", directory->name);
    else if (errno != EEXIST) cut_failed(cut, directory->name);
    return true;
}

void cut_names(struct cut *cut) {
    if (cut->model == MODEL_NONE) return;
    struct listing now = {0};
    for (size_t i = 0; i < cut->state->directory_count; i++) { // the data directory comes first
        const struct directory *directory = &cut->state->directories[i];
        if (!has_durable_name(cut, directory)) continue;
        int file = directory_open(cut->place, directory->name);
        if (file < 0 || !names_scan(&cut->tracker, directory->name, &now)) {
            cut_failed(cut, directory->name);
        } else {
            const struct listing *wanted = &directory->names[kind_of(cut->model)];
            remove_new(cut, file, directory->name, &now, wanted);
            restore_old(cut, file, directory->name, wanted);
        }
        if (file >= 0) close(file);
    }
    free(now.entries);
    free(now.names);
}
