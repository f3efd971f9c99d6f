// The launcher: becomes the server, with a supervisor beside it.
#ifndef POWERCUT_LAUNCH_H
#define POWERCUT_LAUNCH_H

#include <stdbool.h>

#include "cut.h"

// If SIDE/cut-request exists, applies the cut it asks for and removes it. The place is locked.
int cut_if_requested(const struct place *place, enum model model);
// Executes the command in this process. Returns only an exit code, having told why.
int launch(const struct place *place, char *const *command, bool rebase, uint64_t ledger_limit);
// Prints as JSON whether this kernel, user and sandbox allow the instrument (check.c).
int check(void);

#endif
