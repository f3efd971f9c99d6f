#include "state.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert((INODE_SLOTS & (INODE_SLOTS - 1)) == 0 && INODE_SLOTS >= 2 * MAX_INODES, "slots");

struct state *state_new(void) { return calloc(1, sizeof(struct state)); }

void state_forget(struct state *state) {
    for (size_t i = 0; i < state->directory_count; i++) {
        struct directory *directory = &state->directories[i];
        for (int kind = 0; kind < KINDS; kind++) listing_clear(&directory->names[kind]);
        directory->seen = (struct timespec){0};
    }
    state->directory_count = 0;
    memset(state->files, 0, sizeof state->files);
    state->file_count = 0;
    state->counters = (struct counters){0};
    memset(state->doubts, 0, sizeof state->doubts);
    state->ended = 0;
    state->baseline = 0;
    state->is_cut = false;
}

static size_t slot_of(uint64_t inode) { return (size_t)((inode * 0x9E3779B97F4A7C15u) >> 32) & (INODE_SLOTS - 1); }

struct durable *state_file(struct state *state, uint64_t inode) {
    for (size_t i = slot_of(inode); state->files[i].used; i = (i + 1) & (INODE_SLOTS - 1))
        if (state->files[i].inode == inode) return &state->files[i];
    return NULL;
}

struct durable *state_add_file(struct state *state, uint64_t inode) {
    struct durable *known = state_file(state, inode);
    if (known != NULL) return known;
    if (state->file_count == MAX_INODES) {
        state->doubts[TOO_MANY_FILES]++;
        return NULL;
    }
    size_t i = slot_of(inode);
    while (state->files[i].used) i = (i + 1) & (INODE_SLOTS - 1);
    state->files[i] = (struct durable){.inode = inode, .used = true};
    state->file_count++;
    return &state->files[i];
}

void state_remove_file(struct state *state, uint64_t inode) {
    struct durable *file = state_file(state, inode);
    if (file == NULL) return;
    size_t hole = (size_t)(file - state->files);
    file->used = false;
    state->file_count--;
    // Later members of the run move up, so that no search ends at the hole.
    for (size_t i = (hole + 1) & (INODE_SLOTS - 1); state->files[i].used; i = (i + 1) & (INODE_SLOTS - 1)) {
        size_t home = slot_of(state->files[i].inode);
        if (((i - home) & (INODE_SLOTS - 1)) < ((i - hole) & (INODE_SLOTS - 1))) continue;
        state->files[hole] = state->files[i];
        state->files[i].used = false;
        hole = i;
    }
}

struct directory *state_directory(struct state *state, const char *name) {
    for (size_t i = 0; i < state->directory_count; i++)
        if (strcmp(state->directories[i].name, name) == 0) return &state->directories[i];
    return NULL;
}

struct directory *state_add_directory(struct state *state, const char *name) {
    struct directory *known = state_directory(state, name);
    if (known != NULL) return known;
    if (state->directory_count == MAX_DIRECTORIES) return NULL;
    struct directory *directory = &state->directories[state->directory_count++];
    for (int kind = 0; kind < KINDS; kind++) {
        listing_clear(&directory->names[kind]);
        directory->names[kind].captured = 0;
    }
    directory->seen = (struct timespec){0};
    int length = snprintf(directory->name, sizeof directory->name, "%s", name);
    assert(length >= 0 && (size_t)length < sizeof directory->name);
    return directory;
}

void listing_clear(struct listing *listing) {
    listing->count = 0;
    listing->name_bytes = 0;
    listing->captured = 0;
}

static bool grow(void **array, size_t *capacity, size_t needed, size_t size) {
    if (needed <= *capacity) return true;
    size_t wanted = *capacity == 0 ? 64 : *capacity;
    while (wanted < needed) wanted *= 2;
    void *bigger = realloc(*array, wanted * size);
    if (bigger == NULL) return false;
    *array = bigger;
    *capacity = wanted;
    return true;
}

bool listing_add(struct listing *listing, uint64_t inode, int64_t size, char type, const char *name) {
    size_t length = strlen(name) + 1;
    if (listing->count == MAX_NAMES || listing->name_bytes + length > MAX_NAME_BYTES) return false;
    void *entries = listing->entries, *names = listing->names;
    bool grown = grow(&entries, &listing->capacity, listing->count + 1, sizeof(struct entry));
    listing->entries = entries;
    grown = grown && grow(&names, &listing->name_capacity, listing->name_bytes + length, 1);
    listing->names = names;
    if (!grown) return false;
    memcpy(listing->names + listing->name_bytes, name, length);
    listing->entries[listing->count++] =
        (struct entry){.inode = inode, .size = size, .type = type, .name = (uint32_t)listing->name_bytes};
    listing->name_bytes += length;
    return true;
}

bool listing_copy(struct listing *to, const struct listing *from) {
    listing_clear(to);
    for (size_t i = 0; i < from->count; i++) {
        const struct entry *entry = &from->entries[i];
        if (!listing_add(to, entry->inode, entry->size, entry->type, entry_name(from, entry))) return false;
    }
    to->captured = from->captured;
    return true;
}

const char *entry_name(const struct listing *listing, const struct entry *entry) {
    assert(entry->name < listing->name_bytes);
    return listing->names + entry->name;
}

const struct entry *listing_find(const struct listing *listing, const char *name) {
    for (size_t i = 0; i < listing->count; i++)
        if (strcmp(entry_name(listing, &listing->entries[i]), name) == 0) return &listing->entries[i];
    return NULL;
}
