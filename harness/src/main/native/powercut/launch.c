#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "seccomp.h"
#include "supervisor.h"
#include "tell.h"

enum { NR_PIDFD_OPEN = 434 };

static bool is_plain(const char *text) {
    return text[strspn(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-")] == 0;
}

int cut_if_requested(const struct place *place, enum model model) {
    char text[MAX_CONTROL + 2], *save = NULL;
    const char *request = "";
    ssize_t length = side_read(place, "cut-request", text, sizeof text);
    if (length < 0) return EXIT_DONE;
    bool understood = length <= MAX_CONTROL;
    for (char *word = strtok_r(text, " \n", &save); word != NULL; word = strtok_r(NULL, " \n", &save)) {
        if (strncmp(word, "id=", 3) == 0 && is_plain(word + 3)) request = word + 3;
        else if (strncmp(word, "model=", 6) != 0 || !model_named(word + 6, &model)) understood = false;
    }
    if (!understood) {
        tell("Cannot cut as requested", "'id=NAME model=journal|posix|none' or nothing in the file cut-request", "something else",
             "Write the request anew.");
        return EXIT_USAGE;
    }
    int code = cut_apply(place, model, request);
    if (code != EXIT_DONE && code != EXIT_LEDGER) return code;
    if (unlinkat(place->side, "cut-request", 0) != 0) {
        tell_errno("Cannot remove the cut request", "a side folder that this user can write to", "Run every life as one user.");
        return EXIT_IO;
    }
    return EXIT_DONE; // a cut that was not applied says so in its JSON; the server starts all the same
}

// The supervisor's parent leaves at once, so that it becomes no child of the server: a server that
// waits for its children must not meet one it does not know.
static bool start_supervisor(const struct place *place, int server, int mine, int theirs, bool rebase, uint64_t ledger_limit) {
    pid_t pid = getpid(), child = fork();
    if (child < 0) return false;
    if (child == 0) {
        close(mine);
        pid_t grandchild = fork();
        if (grandchild == 0) supervise(place, theirs, server, pid, rebase, ledger_limit);
        _exit(grandchild < 0 ? 1 : 0);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// Every process of this life holds the lock, so that no cut begins before the last of them is gone.
static bool keep_lock(const struct place *place) { return fcntl(place->lock, F_SETFD, 0) == 0; }

int launch(const struct place *place, char *const *command, bool rebase, uint64_t ledger_limit) {
    int sockets[2];
    bool killable = false;
    char byte;
    int server = (int)syscall(NR_PIDFD_OPEN, getpid(), 0);
    if (server < 0) {
        tell_errno("Cannot watch the server's end", "Linux 5.3 or later (pidfd_open)", "Use another kernel or sandbox.");
        return EXIT_UNAVAILABLE;
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0 || !start_supervisor(place, server, sockets[0], sockets[1], rebase, ledger_limit)) {
        tell_errno("Cannot start the supervisor", "room for one more process", "Raise the limit on processes.");
        return EXIT_UNAVAILABLE;
    }
    close(sockets[1]);
    close(server);
    int listener = filter_install(&killable);
    if (listener < 0) {
        filter_tell(errno);
        return EXIT_UNAVAILABLE;
    }
    byte = killable ? 'k' : '-';
    bool listens = send(sockets[0], &byte, 1, MSG_NOSIGNAL) == 1 && send_descriptor(sockets[0], listener) && read(sockets[0], &byte, 1) == 1;
    close(listener);
    close(sockets[0]);
    if (!listens || !keep_lock(place)) return EXIT_UNAVAILABLE; // the supervisor said why
    execvp(command[0], command);
    int error = errno;
    tell_errno("Cannot run the server", "a program for this machine", "Name the server behind --.");
    return error == ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_RUNNABLE;
}
