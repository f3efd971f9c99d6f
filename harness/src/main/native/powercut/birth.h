#ifndef POWERCUT_BIRTH_H
#define POWERCUT_BIRTH_H

#include <stdint.h>

// CLOCK_REALTIME, ns; 0 where the file system does not say.
uint64_t file_birth(int directory, const char *name);

#endif
