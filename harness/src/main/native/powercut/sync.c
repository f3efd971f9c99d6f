// One system call of the server: what is written down about it, and what the server is told.
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "control.h"
#include "seccomp.h"
#include "supervisor.h"

typedef unsigned long long ull;
enum { HANG_POLL_NS = 10000000, RECHECK_NS = 10000000, RECHECK_PAUSE_NS = 1000000 };

struct sync {
    int file;           // a description of our own: the server's may be closed meanwhile
    struct stat status; // taken before the sync: what is written later need not be covered
    uint64_t started;
    enum call call;
    struct control control;
    struct timespec seen[MAX_DIRECTORIES];
    bool listed;
    int error;
};

static void reply(const struct supervisor *s, const struct seccomp_notif *q, int error, unsigned flags) {
    struct seccomp_notif_resp response = {.id = q->id, .error = -error, .flags = flags};
    listener_control(s->listener, SECCOMP_IOCTL_NOTIF_SEND, &response); // ENOENT: the caller was killed
}

static void let_pass(const struct supervisor *s, const struct seccomp_notif *q) {
    reply(s, q, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE);
}

static void add_doubt(struct supervisor *s, enum reason reason, const char *detail, int number) {
    pthread_mutex_lock(&s->mutex);
    doubt(&s->tracker, reason, detail, number);
    pthread_mutex_unlock(&s->mutex);
}

static bool server_is_dead(const struct supervisor *s) {
    struct pollfd end = {.fd = s->server, .events = POLLIN};
    return poll(&end, 1, 0) != 0;
}

// Why /proc hides the caller's files: the kernel does not say, but its status file does.
static enum reason why_hidden(pid_t caller) {
    char path[64], text[2048];
    snprintf(path, sizeof path, "/proc/%d/status", (int)caller);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1);
    if (file >= 0) close(file);
    text[length < 0 ? 0 : length] = 0;
    const char *line = strstr(text, "\nUid:\t");
    unsigned uid;
    if (line == NULL || sscanf(line + 6, "%u", &uid) != 1) return CANNOT_OPEN;
    return uid != geteuid() ? UID_CHANGED : UNREADABLE_BINARY;
}

static bool is_valid(const struct supervisor *s, const struct seccomp_notif *q) {
    uint64_t id = q->id;
    return listener_control(s->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &id) == 0;
}

// Opens the file that the call is about. False: it is none of the data, or cannot be told (a doubt).
// Opening through /proc needs PTRACE_MODE_READ only, which Yama leaves alone.
static bool open_subject(struct supervisor *s, const struct seccomp_notif *q, int number, int *file, struct stat *status) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%u/fd/%d", q->pid, number);
    *file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (*file < 0) {
        int error = errno;
        if (error == ENOENT || error == ENXIO || !is_valid(s, q)) return false; // EBADF, a socket; or gone
        add_doubt(s, error == EACCES || error == EPERM ? why_hidden((pid_t)q->pid) : CANNOT_OPEN, strerror(error), number);
        return false;
    }
    if (fstat(*file, status) != 0 || !is_valid(s, q)) return false; // the thread's number may be another's by now
    return (S_ISREG(status->st_mode) || S_ISDIR(status->st_mode)) && status->st_dev == s->tracker.place->device;
}

static void answer_ftruncate(struct supervisor *s, const struct seccomp_notif *q, struct text *block) {
    struct stat status;
    int file = -1;
    if (open_subject(s, q, (int)q->data.args[0], &file, &status)) {
        long long length = (long long)q->data.args[1];
        if (q->data.arch != SECCOMP_NATIVE_ARCH) // a 32-bit process hands it over in halves, or as 32 bits
            length = (long long)((q->data.args[1] & 0xFFFFFFFFu) | (q->data.nr == 194 ? q->data.args[2] << 32 : 0));
        text_clear(block);
        text_add(block, "T %llu %lld %llu\n", (ull)status.st_ino, length < 0 ? 0 : length, (ull)now_mono());
        pthread_mutex_lock(&s->mutex);
        if (!ledger_append(&s->ledger, s->tracker.place, s->state, block)) doubt(&s->tracker, LEDGER_FAILED, "T", 0);
        pthread_mutex_unlock(&s->mutex);
    }
    if (file >= 0) close(file);
    let_pass(s, q);
}

void sync_recheck(struct supervisor *s) {
    if (s->recheck_until == 0) return;
    int found = sizes_recheck(&s->tracker, s->emptied);
    if (found > 0 && s->emptied) doubt(&s->tracker, OVERWRITTEN, "files", found);
}

// A path is not read from the server's memory: whichever file became shorter is found by its size.
// One worker looks for a while; those that come meanwhile only let it look longer.
static void answer_shortening(struct supervisor *s, const struct seccomp_notif *q, bool emptied) {
    pthread_mutex_lock(&s->mutex);
    sync_recheck(s); // what an earlier call did is not laid to this one
    bool first = s->recheck_until == 0;
    s->recheck_until = now_mono() + RECHECK_NS;
    s->emptied = emptied;
    pthread_mutex_unlock(&s->mutex);
    let_pass(s, q);
    for (bool looking = first; looking;) {
        nanosleep(&(struct timespec){.tv_nsec = RECHECK_PAUSE_NS}, NULL);
        pthread_mutex_lock(&s->mutex);
        sync_recheck(s);
        looking = now_mono() < s->recheck_until;
        if (!looking) s->recheck_until = 0;
        pthread_mutex_unlock(&s->mutex);
    }
}

static void answer_doubtful(struct supervisor *s, const struct seccomp_notif *q, enum reason reason, int descriptor) {
    struct stat status;
    int file = -1;
    // A call about a descriptor is of interest only if it is one of the data's files.
    bool concerns = descriptor < 0 || open_subject(s, q, descriptor, &file, &status);
    if (file >= 0) close(file);
    if (concerns) add_doubt(s, reason, "call", q->data.nr);
    let_pass(s, q);
}

static void prepare(struct supervisor *s, struct sync *sync, struct text *block) {
    pthread_mutex_lock(&s->mutex);
    uint64_t inode = sync->status.st_ino;
    bool is_file = S_ISREG(sync->status.st_mode);
    if (is_file && state_file(s->state, inode) == NULL) inode_keep(&s->tracker, sync->file, inode);
    text_clear(block);
    names_changed(&s->tracker, is_file ? 0 : inode, sync->seen, block);
    sync->listed = block->length > 0;
    pthread_mutex_unlock(&s->mutex);
}

static void note_attempt(struct supervisor *s, const struct sync *sync, char mode, unsigned thread) {
    struct text line = {0};
    text_add(&line, "P %llu %lld %llu %c %u\n", (ull)sync->status.st_ino, (long long)sync->status.st_size,
             (ull)sync->started, mode, thread);
    pthread_mutex_lock(&s->mutex);
    if (!ledger_append(&s->ledger, s->tracker.place, s->state, &line)) doubt(&s->tracker, LEDGER_FAILED, "P", 0);
    pthread_mutex_unlock(&s->mutex);
    text_free(&line);
}

static struct control read_control(struct supervisor *s, const struct sync *sync) {
    char link[64], path[MAX_PATH];
    snprintf(link, sizeof link, "/proc/self/fd/%d", sync->file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    struct control control = control_read(s->tracker.place, path);
    if (!control.understood) add_doubt(s, BAD_CONTROL, "control", 0);
    return control;
}

// Waits as the control file says, and syncs if it says so. Returns the letter for the ledger.
static char carry_out(struct supervisor *s, struct sync *sync, unsigned thread) {
    char how = 'o';
    sync->control = read_control(s, sync);
    if (sync->control.mode == MODE_HANG) {
        how = 'h';
        note_attempt(s, sync, how, thread);
        while (sync->control.mode == MODE_HANG) {
            nanosleep(&(struct timespec){.tv_nsec = HANG_POLL_NS}, NULL);
            sync->control = read_control(s, sync);
        }
    }
    if (sync->control.delay_ms > 0) {
        if (how == 'o') note_attempt(s, sync, how = 'd', thread);
        time_t seconds = (time_t)(sync->control.delay_ms / 1000);
        nanosleep(&(struct timespec){seconds, (long)(sync->control.delay_ms % 1000) * 1000000}, NULL);
    }
    if (sync->control.mode == MODE_EIO) sync->error = EIO;
    if (sync->control.mode == MODE_VIRTUAL && how == 'o') how = 'v';
    if (sync->control.mode == MODE_OK)
        sync->error = (sync->call == CALL_FSYNC ? fsync(sync->file) : fdatasync(sync->file)) == 0 ? 0 : errno;
    return how;
}

static void add_record(struct sync *sync, char how, unsigned thread, struct text *block) {
    const struct stat *before = &sync->status;
    struct stat after = *before;
    if (sync->control.mode == MODE_EIO || sync->control.mode == MODE_LIE) {
        text_clear(block); // its listings did not become durable either
        text_add(block, "I %llu %lld %llu %c %u\n", (ull)before->st_ino, (long long)before->st_size, (ull)sync->started,
                 sync->control.mode == MODE_EIO ? 'e' : 'l', thread);
        return;
    }
    fstat(sync->file, &after); // links: a file that is gone by now needs no size
    text_add(block, "%c %llu %lld %llu %llu %d %llu %u %c %c\n", S_ISDIR(before->st_mode) ? 'D' : 'F', (ull)before->st_ino,
             (long long)before->st_size, (ull)sync->started, (ull)(now_mono() - sync->started) / 1000, sync->error,
             (ull)after.st_nlink, thread, sync->call == CALL_FSYNC ? 's' : 'd', how);
}

static void answer_sync(struct supervisor *s, const struct seccomp_notif *q, enum call call, struct text *block) {
    struct sync sync = {.file = -1, .call = call, .started = now_mono()};
    if (!open_subject(s, q, (int)q->data.args[0], &sync.file, &sync.status)) {
        let_pass(s, q);
        if (sync.file >= 0) close(sync.file);
        return;
    }
    prepare(s, &sync, block);
    char how = carry_out(s, &sync, q->pid);
    add_record(&sync, how, q->pid, block);
    pthread_mutex_lock(&s->mutex);
    // A sync that ends after the power is gone has made nothing durable.
    if (server_is_dead(s)) sync.error = EIO;
    // What is not in the ledger must not be acknowledged.
    else if (!ledger_append(&s->ledger, s->tracker.place, s->state, block) && sync.error == 0) sync.error = EIO;
    else if (sync.listed && sync.error == 0 && sync.control.mode != MODE_LIE) {
        for (size_t i = 0; i < s->state->directory_count; i++)
            if (sync.seen[i].tv_sec != 0) s->state->directories[i].seen = sync.seen[i];
        if (!names_prune(&s->tracker)) doubt(&s->tracker, LEDGER_FAILED, "G", 0);
    }
    pthread_mutex_unlock(&s->mutex);
    reply(s, q, sync.error, 0);
    close(sync.file);
}

void answer_call(struct supervisor *s, const struct seccomp_notif *q, struct text *block) {
    enum call call = call_of(&q->data);
    switch (call) {
    case CALL_FSYNC: case CALL_FDATASYNC: answer_sync(s, q, call, block); return;
    case CALL_FTRUNCATE: answer_ftruncate(s, q, block); return;
    case CALL_TRUNCATE: answer_shortening(s, q, false); return;
    case CALL_OPEN_TRUNC: answer_shortening(s, q, true); return;
    case CALL_OPEN_SYNC: answer_doubtful(s, q, SYNC_OPEN, -1); return;
    case CALL_MAP: answer_doubtful(s, q, SHARED_MAPPING, (int)q->data.args[4]); return;
    case CALL_FALLOCATE: answer_doubtful(s, q, FALLOCATED, (int)q->data.args[0]); return;
    case CALL_OTHER: answer_doubtful(s, q, UNTRACKED_SYNC, -1); return;
    }
    assert(false);
}
