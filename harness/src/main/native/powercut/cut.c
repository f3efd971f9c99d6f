#include "cut.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "birth.h"
#include "tell.h"

typedef unsigned long long ull;
static const char *const MODELS[] = {"journal", "posix", "none"};

bool model_named(const char *name, enum model *model) {
    for (size_t i = 0; i < sizeof MODELS / sizeof *MODELS; i++)
        if (strcmp(name, MODELS[i]) == 0) {
            *model = (enum model)i;
            return true;
        }
    return false;
}

const char *model_name(enum model model) { return MODELS[model]; }

void cut_failed(struct cut *cut, const char *what) {
    fprintf(stderr, "powercut: cannot cut back %s: %s\n", what, strerror(errno));
    cut->state->doubts[CUT_FAILED]++;
}

static void add_path(struct text *text, const char *directory, const char *name) {
    char path[2 * MAX_NAME + 2];
    snprintf(path, sizeof path, "%s%s%s", directory, *directory ? "/" : "", name);
    text_add_json(text, path);
}

void cut_note_name(struct cut *cut, const char *action, const char *directory, const char *name) {
    cut->names_rolled_back++;
    if (cut->names_listed == MAX_REPORTED) return;
    text_add(&cut->names, "%s{\"file\":", cut->names_listed++ > 0 ? "," : "");
    add_path(&cut->names, directory, name);
    text_add(&cut->names, ",\"action\":\"%s\"}", action);
}

static uint64_t age(const struct cut *cut, uint64_t since) { return cut->reference > since ? cut->reference - since : 0; }

// A file without any sync is no older than its birth, nor than the baseline, which knows all older ones.
static uint64_t oldest_of_new(const struct cut *cut, uint64_t born) {
    if (born == 0 || born > cut->wall || cut->wall - born > cut->at) return cut->state->baseline;
    uint64_t birth = cut->at - (cut->wall - born);
    return birth > cut->state->baseline ? birth : cut->state->baseline;
}

void cut_note_bytes(struct cut *cut, const char *action, const char *directory, const char *name, uint64_t inode,
                    uint64_t born, int64_t before, int64_t after) {
    assert(before > after || before == after);
    if (before == after) return;
    const struct durable *file = state_file(cut->state, inode);
    // All that lies behind the durable size was written after the sync began that says so.
    uint64_t at_most = age(cut, file != NULL ? file->started : oldest_of_new(cut, born));
    uint64_t at_least = file != NULL && file->beyond > 0 ? age(cut, file->beyond) : 0;
    cut->dropped += (uint64_t)(before - after);
    cut->files_cut++;
    if (at_most > cut->age_at_most_ns) cut->age_at_most_ns = at_most;
    if (at_least > cut->age_at_least_ns) cut->age_at_least_ns = at_least;
    if (cut->files_listed == MAX_REPORTED) return;
    text_add(&cut->files, "%s{\"file\":", cut->files_listed++ > 0 ? "," : "");
    add_path(&cut->files, directory, name);
    text_add(&cut->files, ",\"action\":\"%s\",\"sizeBefore\":%lld,\"sizeAfter\":%lld,\"dropped\":%lld", action,
             (long long)before, (long long)after, (long long)(before - after));
    text_add(&cut->files, ",\"ageAtMostMillis\":%.3f,\"ageAtLeastMillis\":%.3f", (double)at_most / 1e6, (double)at_least / 1e6);
    text_add(&cut->files, ",\"lastSyncStartedNanos\":%llu,\"lastSyncMicros\":%llu}", (ull)(file != NULL ? file->started : 0),
             (ull)(file != NULL ? file->micros : 0));
}

static void cut_file(struct cut *cut, int directory, const char *in, const struct listing *now, const struct entry *entry) {
    const struct durable *file = state_file(cut->state, entry->inode);
    int64_t durable = file != NULL ? file->size : 0;
    if (entry->type != 'f' || entry->size <= durable) return;
    const char *name = entry_name(now, entry);
    uint64_t born = file == NULL ? file_birth(directory, name) : 0;
    int open_file = openat(directory, name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (open_file < 0 || ftruncate(open_file, durable) != 0) cut_failed(cut, name);
    else cut_note_bytes(cut, "truncated", in, name, entry->inode, born, entry->size, durable);
    if (open_file >= 0) close(open_file);
}

static void cut_bytes(struct cut *cut) {
    struct listing now = {0};
    struct state *state = cut->state;
    names_scan(&cut->tracker, "", &now);
    for (size_t i = 0; i < now.count; i++) { // directories made after the last sync, under the model "none"
        int readable = now.entries[i].type == 'd' ? directory_open(cut->place, entry_name(&now, &now.entries[i])) : -1;
        if (readable < 0) continue;
        close(readable);
        if (state_add_directory(state, entry_name(&now, &now.entries[i])) == NULL) state->doubts[TOO_MANY_DIRECTORIES]++;
    }
    for (size_t d = 0; d < state->directory_count; d++) {
        const char *name = state->directories[d].name;
        int directory = directory_open(cut->place, name);
        bool there = directory >= 0 && names_scan(&cut->tracker, name, &now);
        for (size_t i = 0; there && i < now.count; i++) cut_file(cut, directory, name, &now, &now.entries[i]);
        if (directory >= 0) close(directory);
    }
    free(now.entries);
    free(now.names);
}

// The links of the side folder are of no use any more: the next life begins with a baseline.
static void drop_links(const struct place *place) {
    int again = openat(place->inodes, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = again < 0 ? NULL : fdopendir(again);
    if (stream == NULL) {
        if (again >= 0) close(again);
        return;
    }
    for (struct dirent *found; (found = readdir(stream)) != NULL;)
        if (found->d_name[0] != '.') unlinkat(place->inodes, found->d_name, 0);
    closedir(stream);
}

// Why nothing may be touched; REASONS if the cut may go on. With any doubt it may not: a listing that
// is not complete would take durable files away.
static enum reason why_not(struct cut *cut, enum loaded loaded) {
    char boot[sizeof cut->state->boot];
    boot_id(boot, sizeof boot);
    if (loaded == ABSENT || loaded == OTHER_DATA || loaded == OTHER_VERSION) return NOTHING_RECORDED;
    if (loaded == CHANGED) return TAMPERED;
    if (loaded == UNREADABLE) return LEDGER_FAILED;
    if (cut->state->baseline == 0) return NOTHING_RECORDED;
    if (cut->state->is_cut) return ALREADY_CUT;
    if (strcmp(cut->state->boot, boot) != 0) return RESTARTED_MACHINE;
    struct text unseen = {0}; // shorter than what was durable: nobody saw how
    if (sizes_shrunk(cut->place, cut->state, false, &unseen) > 0) cut->state->doubts[OVERWRITTEN]++;
    text_free(&unseen);
    int doubted = 0;
    while (doubted < REASONS && cut->state->doubts[doubted] == 0) doubted++;
    return (enum reason)doubted;
}

static int cut_mark(struct cut *cut) {
    struct text mark = {0};
    text_add(&mark, "C %llu %c\n", (ull)cut->at, *model_name(cut->model));
    bool marked = ledger_append(&cut->ledger, cut->place, cut->state, &mark);
    text_free(&mark);
    if (marked) drop_links(cut->place);
    else tell_errno("Cannot note the cut in the ledger", "room, and a file that this user can write", "Free some space and cut again.");
    return marked ? EXIT_DONE : EXIT_IO;
}

int cut_apply(const struct place *place, enum model model, const char *request) {
    struct cut cut = {.place = place, .model = model, .request = request, .at = now_mono(), .wall = now_wall()};
    struct text proof = {0};
    cut.state = state_new();
    if (cut.state == NULL) {
        tell_errno("Cannot cut", "memory", "Free some memory.");
        return EXIT_IO;
    }
    cut.tracker = (struct tracker){.place = place, .state = cut.state, .ledger = &cut.ledger};
    enum loaded loaded = ledger_load(&cut.ledger, place, cut.state);
    cut.ledger_size = cut.ledger.size;
    cut.reference = cut.state->ended > 0 ? cut.state->ended : cut.at;
    enum reason reason = why_not(&cut, loaded);
    cut.applied = reason == REASONS;
    int code = EXIT_LEDGER;
    if (cut.applied) {
        cut_names(&cut);
        cut_bytes(&cut);
        code = cut_mark(&cut);
    } else if (cut.state->doubts[reason] == 0) {
        cut.state->doubts[reason] = 1;
    }
    proof_write(&cut, &proof);
    bool said = !proof.failed && side_write(place, "last-cut.json", proof.bytes, proof.length) &&
                write_all(STDOUT_FILENO, proof.bytes, proof.length);
    if (!said) tell_errno("Cannot write what was cut", "room in the side folder", "Free some space.");
    text_free(&proof);
    ledger_close(&cut.ledger);
    return said ? code : EXIT_IO;
}
