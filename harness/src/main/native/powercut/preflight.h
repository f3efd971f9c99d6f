// What can be told before the server runs.
#ifndef POWERCUT_PREFLIGHT_H
#define POWERCUT_PREFLIGHT_H

// Looks at the server's program and its arguments. Returns an exit code, having told why.
int preflight(char *const *command);

#endif
