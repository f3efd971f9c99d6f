#include "tell.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void tell(const char *subject, const char *expected, const char *found, const char *next) {
    fprintf(stderr, "powercut: %s\n  expected: %s\n  found: %s\n  next: %s\n", subject, expected, found, next);
}

void tell_errno(const char *subject, const char *expected, const char *next) {
    tell(subject, expected, strerror(errno), next);
}
