#include "names.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef unsigned long long ull;

// A file system's clock ticks: a directory that changed this short a time ago may change again
// without another mtime.
enum { YOUNG_MS = 30 };

int directory_open(const struct place *place, const char *name) {
    return openat(place->data, *name ? name : ".", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

void doubt(struct tracker *tracker, enum reason reason, const char *detail, int number) {
    uint64_t before = tracker->state->doubts[reason];
    if ((before & (before - 1)) != 0) { // not a power of two: counted, but not written once more
        tracker->state->doubts[reason]++;
        return;
    }
    struct text block = {0};
    text_add(&block, "W 1 %s %s %d\n", reason_name(reason), detail, number);
    if (!ledger_append(tracker->ledger, tracker->place, tracker->state, &block)) tracker->state->doubts[reason]++;
    text_free(&block);
}

static void scan_entry(struct tracker *tracker, int directory, bool deep, const char *name, struct listing *into) {
    struct stat status;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) return;
    if (!deep && strcmp(name, tracker->place->side_name) == 0) return;
    if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return; // gone meanwhile
    if (strchr(name, '\n') != NULL || strlen(name) > MAX_NAME) {
        doubt(tracker, BAD_NAME, "in", (int)deep);
        return;
    }
    bool is_directory = S_ISDIR(status.st_mode);
    if (is_directory && deep) doubt(tracker, DEEP_DIRECTORY, name, 0);
    char type = S_ISREG(status.st_mode) ? 'f' : is_directory ? 'd' : 'o';
    if (!listing_add(into, status.st_ino, status.st_size, type, name)) doubt(tracker, TOO_MANY_NAMES, name, 0);
}

bool names_scan(struct tracker *tracker, const char *name, struct listing *into) {
    int file = directory_open(tracker->place, name);
    if (file < 0) return false;
    DIR *stream = fdopendir(file);
    if (stream == NULL) {
        close(file);
        return false;
    }
    listing_clear(into);
    into->captured = now_mono();
    for (struct dirent *found; (found = readdir(stream)) != NULL;)
        scan_entry(tracker, file, *name != 0, found->d_name, into);
    closedir(stream);
    return true;
}

static void add_listing(struct text *block, char kind, const char *name, const struct listing *names) {
    text_add(block, "L %c %llu %s\n", kind, (ull)names->captured, name);
    for (size_t i = 0; i < names->count; i++) {
        const struct entry *entry = &names->entries[i];
        text_add(block, "E %llu %lld %c %s\n", (ull)entry->inode, (long long)entry->size, entry->type,
                 entry_name(names, entry));
    }
}

static void add_subdirectories(struct tracker *tracker, const struct listing *root) {
    for (size_t i = 0; i < root->count; i++) {
        const char *name = entry_name(root, &root->entries[i]);
        if (root->entries[i].type != 'd') continue;
        int readable = directory_open(tracker->place, name); // lost+found is not the server's
        if (readable < 0) continue;
        close(readable);
        if (state_add_directory(tracker->state, name) == NULL) doubt(tracker, TOO_MANY_DIRECTORIES, name, 0);
    }
}

static bool is_young(const struct stat *status) {
    struct timespec wall;
    clock_gettime(CLOCK_REALTIME, &wall);
    int64_t age = ((int64_t)wall.tv_sec - status->st_mtim.tv_sec) * 1000 + (wall.tv_nsec - status->st_mtim.tv_nsec) / 1000000;
    return age < YOUNG_MS;
}

void names_changed(struct tracker *tracker, uint64_t synced, struct timespec *seen, struct text *block) {
    struct state *state = tracker->state;
    for (size_t i = 0; i < state->directory_count; i++) { // grows while the root is listed
        struct directory *directory = &state->directories[i];
        struct stat status;
        if (fstatat(tracker->place->data, *directory->name ? directory->name : ".", &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
        bool same = status.st_mtim.tv_sec == directory->seen.tv_sec && status.st_mtim.tv_nsec == directory->seen.tv_nsec;
        bool own = synced == status.st_ino;
        if (same && !own && !is_young(&status)) continue;
        if (!names_scan(tracker, directory->name, &tracker->scratch)) continue;
        seen[i] = status.st_mtim;
        add_listing(block, own ? 'd' : 'j', directory->name, &tracker->scratch);
        if (i == 0) add_subdirectories(tracker, &tracker->scratch);
    }
}

static void inode_name(char *name, size_t size, uint64_t inode) { snprintf(name, size, "%llu", (ull)inode); }

void inode_keep(struct tracker *tracker, int file, uint64_t inode) {
    char path[64], name[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    inode_name(name, sizeof name, inode);
    unlinkat(tracker->place->inodes, name, 0); // of a file that is gone: the number was used again
    if (linkat(AT_FDCWD, path, tracker->place->inodes, name, AT_SYMLINK_FOLLOW) == 0 || errno == ENOENT) return;
    doubt(tracker, CANNOT_LINK, strerror(errno), 0); // ENOENT: already unlinked, so it has no name to restore
}

static void mark_kept(struct state *state, const struct listing *names) {
    for (size_t i = 0; i < names->count; i++) {
        struct durable *file = state_file(state, names->entries[i].inode);
        if (file != NULL) file->kept = true;
    }
}

bool names_prune(struct tracker *tracker) {
    struct state *state = tracker->state;
    for (size_t i = 0; i < INODE_SLOTS; i++) state->files[i].kept = false;
    for (size_t i = 0; i < state->directory_count; i++) {
        for (int kind = 0; kind < KINDS; kind++) mark_kept(state, &state->directories[i].names[kind]);
        if (names_scan(tracker, state->directories[i].name, &tracker->scratch)) mark_kept(state, &tracker->scratch);
    }
    struct text block = {0};
    for (size_t i = 0; i < INODE_SLOTS; i++) {
        const struct durable *file = &state->files[i];
        if (!file->used || file->kept) continue;
        char name[32];
        inode_name(name, sizeof name, file->inode);
        unlinkat(tracker->place->inodes, name, 0);
        text_add(&block, "G %s\n", name);
    }
    bool written = block.length == 0 || ledger_append(tracker->ledger, tracker->place, state, &block);
    text_free(&block);
    return written;
}

static void keep_listed(struct tracker *tracker, const char *directory_name, const struct listing *names) {
    int directory = directory_open(tracker->place, directory_name);
    for (size_t i = 0; directory >= 0 && i < names->count; i++) {
        if (names->entries[i].type != 'f') continue;
        char name[32];
        inode_name(name, sizeof name, names->entries[i].inode);
        unlinkat(tracker->place->inodes, name, 0);
        if (linkat(directory, entry_name(names, &names->entries[i]), tracker->place->inodes, name, 0) != 0 && errno != ENOENT)
            doubt(tracker, CANNOT_LINK, strerror(errno), 0);
    }
    if (directory >= 0) close(directory);
}

bool names_baseline(struct tracker *tracker) {
    struct state *state = tracker->state;
    struct text block = {0}, empty = {0};
    // Before anything is found out: "B" forgets doubts, and those of this scan must stay.
    uint64_t at = now_mono();
    text_add(&empty, "B %llu\n", (ull)at);
    bool written = ledger_append(tracker->ledger, tracker->place, state, &empty);
    text_free(&empty);
    state_add_directory(state, "");
    for (size_t i = 0; written && i < state->directory_count; i++) {
        if (!names_scan(tracker, state->directories[i].name, &tracker->scratch)) continue;
        add_listing(&block, 'b', state->directories[i].name, &tracker->scratch);
        keep_listed(tracker, state->directories[i].name, &tracker->scratch);
        if (i == 0) add_subdirectories(tracker, &tracker->scratch);
    }
    const struct counters none = {0};
    assert(memcmp(&state->counters, &none, sizeof none) == 0);
    text_add(&block, "S 0 0 0 0 0 0 0 0 0 %llu 0\n", (ull)at);
    written = written && ledger_append(tracker->ledger, tracker->place, state, &block);
    text_free(&block);
    return written;
}

int sizes_shrunk(const struct place *place, const struct state *state, bool emptied, struct text *truncations) {
    int found = 0;
    for (size_t i = 0; state->file_count > 0 && i < INODE_SLOTS; i++) {
        const struct durable *file = &state->files[i];
        struct stat status;
        char name[32];
        if (!file->used) continue;
        inode_name(name, sizeof name, file->inode);
        if (fstatat(place->inodes, name, &status, 0) != 0 || status.st_size >= file->size) continue;
        text_add(truncations, "T %s %lld %llu\n", name, emptied ? 0 : (long long)status.st_size, (ull)now_mono());
        found++;
    }
    return found;
}

int sizes_recheck(struct tracker *tracker, bool emptied) {
    struct text block = {0};
    int found = sizes_shrunk(tracker->place, tracker->state, emptied, &block);
    if (found > 0 && !ledger_append(tracker->ledger, tracker->place, tracker->state, &block)) doubt(tracker, LEDGER_FAILED, "T", 0);
    text_free(&block);
    return found;
}
