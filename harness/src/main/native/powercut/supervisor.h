// The process beside the server: it does the server's syncs, and writes down which of them reached
// the disk. When the server dies it leaves at once: that is the moment of the power cut.
#ifndef POWERCUT_SUPERVISOR_H
#define POWERCUT_SUPERVISOR_H

#include <linux/seccomp.h>
#include <pthread.h>
#include <sys/types.h>

#include "names.h"

struct supervisor {
    struct tracker tracker;
    struct state *state;
    struct ledger ledger;
    pthread_mutex_t mutex; // tracker, state and ledger
    int listener, server;  // the filter's listener; a pidfd of the server
    pid_t server_pid;
    uint64_t recheck_until; // files may have become shorter: sizes are looked at until then; 0 no
    bool emptied;           // by O_TRUNC
};

// Runs in a process of its own and never returns. Takes one byte (k: the filter is killable) and the
// listener from the socket, and says one byte when it listens. server is a pidfd.
_Noreturn void supervise(const struct place *place, int socket, int server, pid_t server_pid, bool rebase,
                         uint64_t ledger_limit);

// sync.c: answers one question of the filter. block is this worker's own buffer.
void answer_call(struct supervisor *supervisor, const struct seccomp_notif *question, struct text *block);

// Looks once more for files that became shorter, if a call may have made one so. The mutex is held.
void sync_recheck(struct supervisor *supervisor);

// Passes a descriptor through a socket, with one byte.
bool send_descriptor(int socket, int descriptor);
int receive_descriptor(int socket); // -1 if none came

#endif
