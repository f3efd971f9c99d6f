#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "seccomp.h"
#include "tell.h"

typedef unsigned long long ull;
enum { RETRY_NS = 200000 };

struct worker {
    struct supervisor *supervisor;
    struct text block;
};

static void *work(void *argument) {
    struct worker *worker = argument;
    for (;;) {
        struct seccomp_notif question;
        memset(&question, 0, sizeof question); // the kernel insists
        if (listener_control(worker->supervisor->listener, SECCOMP_IOCTL_NOTIF_RECV, &question) == 0)
            answer_call(worker->supervisor, &question, &worker->block);
        else if (errno == ENOENT) nanosleep(&(struct timespec){.tv_nsec = RETRY_NS}, NULL); // killed before we asked
        else if (errno != EINTR) return NULL;
    }
}

static bool start_workers(struct supervisor *s) {
    static struct worker workers[WORKERS];
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, WORKER_STACK);
    for (int i = 0; i < WORKERS; i++) {
        pthread_t thread;
        workers[i].supervisor = s;
        if (pthread_create(&thread, &attributes, work, &workers[i]) != 0) return false;
    }
    return true;
}

static _Noreturn void fail(const char *subject, const char *expected, const char *found, const char *next, int code) {
    tell(subject, expected, found, next);
    _exit(code);
}

// What the side folder of an earlier life says is continued, never forgotten.
static bool must_rebase(struct supervisor *s, enum loaded loaded, const char *boot, bool rebase) {
    static const char SUBJECT[] = "Cannot continue the ledger of an earlier run";
    static const char NEXT[] = "Give -b to let everything that is on disk now count as durable, or remove the side folder.";
    switch (loaded) {
    case LOADED: break;
    case ABSENT: return true;
    case CHANGED: return true; // supervise() keeps it, and the doubt
    case OTHER_DATA:
        if (!rebase) fail(SUBJECT, "one of this data directory", "one of another (a copy?)", NEXT, EXIT_USAGE);
        return true;
    case OTHER_VERSION:
        if (!rebase) fail(SUBJECT, "one that this version can read", "one of another version", NEXT, EXIT_USAGE);
        return true;
    case UNREADABLE: fail(SUBJECT, "a file that this user can read and write", strerror(errno), "Run every life as one user.", EXIT_IO);
    }
    // A restarted machine has lost what it had to lose: what is on its disk is durable.
    return rebase || s->state->is_cut || s->state->baseline == 0 || strcmp(s->state->boot, boot) != 0;
}

static void begin_life(struct supervisor *s, bool rebase, bool killable, uint64_t ledger_limit) {
    const struct place *place = s->tracker.place;
    char boot[sizeof s->state->boot];
    struct text line = {0};
    boot_id(boot, sizeof boot);
    enum loaded loaded = ledger_load(&s->ledger, place, s->state);
    s->ledger.limit = ledger_limit;
    bool fresh = must_rebase(s, loaded, boot, rebase);
    if (loaded == CHANGED) renameat(place->side, "ledger", place->side, "ledger.tampered");
    if (fresh) state_forget(s->state);
    if (loaded == CHANGED && !rebase) s->state->doubts[TAMPERED]++;
    uint64_t tampered = s->state->doubts[TAMPERED];
    bool written = ledger_compact(&s->ledger, place, s->state) && (!fresh || names_baseline(&s->tracker));
    if (written && !fresh) sizes_recheck(&s->tracker, false); // cut short while the server was down
    text_add(&line, "V %llu %llu %d %c %s\n", (ull)now_wall(), (ull)now_mono(), (int)s->server_pid, killable ? 'k' : '-', boot);
    if (tampered > 0 && s->state->doubts[TAMPERED] == 0) text_add(&line, "W 1 %s ledger.tampered\n", reason_name(TAMPERED));
    written = written && ledger_append(&s->ledger, place, s->state, &line);
    text_free(&line);
    if (!written) fail("Cannot write the ledger", "room, and a file that this user can write", strerror(errno), "Free some space.", EXIT_IO);
}

static void leave_descriptors(void) {
    int null = open("/dev/null", O_RDWR | O_CLOEXEC); // the server's pipes must close with the server
    for (int i = 0; i < 3; i++)
        if (null >= 0) dup2(null, i);
    if (null > 2) close(null);
}

static _Noreturn void watch_server(struct supervisor *s) {
    struct pollfd ends[2] = {{.fd = s->listener}, {.fd = s->server, .events = POLLIN}};
    while (poll(ends, 2, -1) <= 0 || (ends[0].revents == 0 && ends[1].revents == 0)) continue;
    // At once: an orphaned background save's sync gets ENOSYS and is not recorded.
    uint64_t ended = now_mono();
    struct text line = {0};
    text_add(&line, "X %llu\n", (ull)ended);
    pthread_mutex_lock(&s->mutex);
    sync_recheck(s);
    ledger_append(&s->ledger, s->tracker.place, s->state, &line);
    _exit(0);
}

void supervise(const struct place *place, int socket, int server, pid_t server_pid, bool rebase, uint64_t ledger_limit) {
    static struct supervisor s;
    sigset_t all;
    char byte = 'r', killable = 0;
    setsid();
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    pthread_mutex_init(&s.mutex, NULL);
    s.state = state_new();
    s.server = server;
    s.server_pid = server_pid;
    s.tracker = (struct tracker){.place = place, .state = s.state, .ledger = &s.ledger};
    if (s.state == NULL) fail("Cannot start the supervisor", "memory", strerror(errno), "Free some memory.", EXIT_UNAVAILABLE);
    if (read(socket, &killable, 1) != 1) _exit(EXIT_UNAVAILABLE); // the launcher said why
    s.listener = receive_descriptor(socket);
    if (s.listener < 0) _exit(EXIT_UNAVAILABLE);
    listener_wake_synchronously(s.listener); // faster where the kernel can
    begin_life(&s, rebase, killable == 'k', ledger_limit);
    if (!start_workers(&s)) fail("Cannot start the supervisor's threads", "memory, and room in the process limit", strerror(errno), "Raise the limit on processes.", EXIT_UNAVAILABLE);
    leave_descriptors();
    if (write(socket, &byte, 1) != 1) _exit(EXIT_UNAVAILABLE);
    close(socket);
    watch_server(&s);
}
