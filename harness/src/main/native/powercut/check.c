// Tries the instrument on a child of its own, because no list of kernels and settings would be right.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "launch.h"
#include "seccomp.h"
#include "supervisor.h"

enum { ANSWER = EDOM }; // no fsync fails with it by itself

struct findings {
    char reason[256];
    bool killable, wakes;
};

static _Noreturn void child(int socket, int file) {
    bool killable = false;
    int listener = filter_install(&killable);
    int error = listener < 0 ? errno : 0;
    char byte = killable ? 'k' : '-';
    if (write(socket, &error, sizeof error) != sizeof error || error != 0) _exit(1);
    if (write(socket, &byte, 1) != 1 || !send_descriptor(socket, listener)) _exit(1);
    close(listener);
    _exit(fsync(file) != 0 && errno == ANSWER ? 0 : 2);
}

static bool wait_for(int descriptor) {
    struct pollfd ready = {.fd = descriptor, .events = POLLIN};
    return poll(&ready, 1, CHECK_WAIT_MS) == 1 && (ready.revents & POLLIN) != 0;
}

static void explain(struct findings *findings, const char *what, int error) {
    snprintf(findings->reason, sizeof findings->reason, "%s%s%s", what, error != 0 ? ": " : "", error != 0 ? strerror(error) : "");
}

static void answer_child(int listener, int file, struct findings *findings) {
    struct seccomp_notif question;
    struct stat theirs, ours;
    char path[64];
    memset(&question, 0, sizeof question);
    if (!wait_for(listener) || listener_control(listener, SECCOMP_IOCTL_NOTIF_RECV, &question) != 0) {
        explain(findings, "a child's fsync was not announced by this kernel", errno);
        return;
    }
    snprintf(path, sizeof path, "/proc/%u/fd/%d", question.pid, (int)question.data.args[0]);
    int seen = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (seen < 0 || fstat(seen, &theirs) != 0 || fstat(file, &ours) != 0) explain(findings, "the files of a child cannot be opened through /proc", errno);
    else if (theirs.st_ino != ours.st_ino) explain(findings, "/proc shows another file than the child's", 0);
    if (seen >= 0) close(seen);
    struct seccomp_notif_resp response = {.id = question.id, .error = -ANSWER};
    if (listener_control(listener, SECCOMP_IOCTL_NOTIF_SEND, &response) != 0) explain(findings, "a child's fsync cannot be answered", errno);
}

static void try_on_child(int file, struct findings *findings) {
    int sockets[2], error = 0, status = 0;
    char byte = 0;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) return explain(findings, "no socket can be had", errno);
    pid_t process = fork();
    if (process == 0) child(sockets[1], file);
    close(sockets[1]);
    if (process < 0) explain(findings, "no process can be started", errno);
    else if (!wait_for(sockets[0]) || read(sockets[0], &error, sizeof error) != sizeof error) explain(findings, "a child ended too early", 0);
    else if (error == EBUSY) explain(findings, "a seccomp listener already supervises this container or sandbox (EBUSY)", 0);
    else if (error != 0) explain(findings, "seccomp user notification is refused (Linux before 5.5, gVisor, or a stricter profile)", error);
    else if (read(sockets[0], &byte, 1) == 1) {
        int listener = receive_descriptor(sockets[0]);
        findings->killable = byte == 'k';
        findings->wakes = listener >= 0 && listener_wake_synchronously(listener);
        if (listener < 0) explain(findings, "the listener cannot be handed over", errno);
        else answer_child(listener, file, findings);
        if (listener >= 0) close(listener);
    }
    close(sockets[0]);
    if (process < 0) return;
    if (findings->reason[0] != 0) kill(process, SIGKILL);
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
    if (findings->reason[0] == 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) explain(findings, "the answer did not reach a child's fsync", 0);
}

int check(void) {
    struct findings findings = {0};
    struct text json = {0};
    struct utsname kernel;
    const char *directory = getenv("TMPDIR");
    char path[MAX_PATH];
    snprintf(path, sizeof path, "%s/powercut-check-XXXXXX", directory != NULL && *directory != 0 ? directory : "/tmp");
    int file = mkstemp(path);
    if (file >= 0) unlink(path);
    else file = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC); // nothing can be written: a directory can be synced too
    if (file < 0) explain(&findings, "no file can be opened", errno);
    else try_on_child(file, &findings);
    if (uname(&kernel) != 0) kernel.release[0] = kernel.machine[0] = 0;
    text_add(&json, "{\"schema\":\"powercut-check/1\",\"available\":%s,\"reason\":", findings.reason[0] == 0 ? "true" : "false");
    text_add_json(&json, findings.reason);
    text_add(&json, ",\"kernel\":");
    text_add_json(&json, kernel.release);
    text_add(&json, ",\"machine\":");
    text_add_json(&json, kernel.machine);
    text_add(&json, ",\"user\":%u,\"killable\":%s,\"wakesSynchronously\":%s}\n", (unsigned)geteuid(), findings.killable ? "true" : "false",
             findings.wakes ? "true" : "false");
    bool said = !json.failed && write_all(STDOUT_FILENO, json.bytes, json.length);
    text_free(&json);
    return said ? EXIT_SUCCESS : EXIT_FAILURE;
}
