#include "preflight.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "limits.h"
#include "tell.h"

// As execvp looks for it. False if it is nowhere.
static bool find_program(const char *name, char *into, size_t size) {
    struct stat status;
    if (strchr(name, '/') != NULL) {
        snprintf(into, size, "%s", name);
        return stat(into, &status) == 0;
    }
    const char *path = getenv("PATH");
    for (const char *at = path != NULL ? path : "/usr/local/bin:/bin:/usr/bin"; *at != 0;) {
        size_t length = strcspn(at, ":");
        int written = snprintf(into, size, "%.*s%s%s", (int)length, at, length > 0 ? "/" : "./", name);
        if (written > 0 && (size_t)written < size && stat(into, &status) == 0 && S_ISREG(status.st_mode) && access(into, X_OK) == 0) return true;
        at += length;
        if (*at == ':') at++;
    }
    return false;
}

static bool says_daemonize(char *text) {
    char *save = NULL;
    for (char *line = strtok_r(text, "\r\n", &save); line != NULL; line = strtok_r(NULL, "\r\n", &save)) {
        char key[32], value[32];
        if (sscanf(line, " %31s %31s", key, value) == 2 && strcasecmp(key, "daemonize") == 0 &&
            (strcasecmp(value, "yes") == 0 || strcasecmp(value, "\"yes\"") == 0)) return true;
    }
    return false;
}

static bool configuration_daemonizes(const char *path) {
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return false;
    bool daemonizes = false;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= MAX_CONFIGURATION) {
        char *text = calloc(1, (size_t)status.st_size + 1);
        ssize_t length = text == NULL ? -1 : read(file, text, (size_t)status.st_size);
        daemonizes = length > 0 && says_daemonize(text);
        free(text);
    }
    close(file);
    return daemonizes;
}

static bool daemonizes(char *const *command) {
    const char *slash = strrchr(command[0], '/');
    const char *name = slash != NULL ? slash + 1 : command[0];
    if (strstr(name, "-server") != NULL && command[1] != NULL && command[1][0] != '-' && configuration_daemonizes(command[1])) return true;
    for (size_t i = 1; command[i] != NULL && command[i + 1] != NULL; i++)
        if (strcasecmp(command[i], "--daemonize") == 0 && strcasecmp(command[i + 1], "yes") == 0) return true;
    return false;
}

int preflight(char *const *command) {
    char program[MAX_PATH];
    if (!find_program(command[0], program, sizeof program)) {
        tell("Cannot run the server", "a program in the PATH, or a path to one", command[0], "Name the server behind --.");
        return EXIT_NOT_FOUND;
    }
    if (access(program, X_OK) != 0) {
        tell_errno("Cannot run the server", "a program that this user may execute", "Make it executable.");
        return EXIT_NOT_RUNNABLE;
    }
    if (access(program, R_OK) != 0) {
        tell("Cannot watch the server's syncs", "a program that its user can read; else the kernel hides its files from us",
             program, "Make the program readable (mode 0755), or copy it to where it is.");
        return EXIT_UNAVAILABLE;
    }
    if (daemonizes(command)) {
        tell("Cannot watch the server's syncs", "a server that stays in the foreground", "'daemonize yes'", "Set 'daemonize no'.");
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}
