// What the launcher says to people, in four parts, and the exit codes that scripts see.
#ifndef POWERCUT_TELL_H
#define POWERCUT_TELL_H

enum exit_code {
    EXIT_DONE = 0,
    EXIT_USAGE = 64,       // the command line, the data directory or the side folder cannot be used
    EXIT_LEDGER = 65,      // nothing was cut: the ledger is missing, tampered with, or of another machine's life
    EXIT_IO = 74,          // the side folder cannot be read or written
    EXIT_BUSY = 75,        // a process of an earlier life still runs
    EXIT_UNAVAILABLE = 125, // this kernel, user, sandbox or server program does not allow the instrument
    EXIT_NOT_RUNNABLE = 126,
    EXIT_NOT_FOUND = 127,
};

void tell(const char *subject, const char *expected, const char *found, const char *next);
// Found is the text of errno.
void tell_errno(const char *subject, const char *expected, const char *next);

#endif
