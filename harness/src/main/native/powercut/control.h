// SIDE/control, read at every sync: "mode=ok|eio|lie|hang|virtual delay_ms=N match=SUBSTRING".
#ifndef POWERCUT_CONTROL_H
#define POWERCUT_CONTROL_H

#include "place.h"

enum mode { MODE_OK, MODE_EIO, MODE_LIE, MODE_HANG, MODE_VIRTUAL };

struct control {
    enum mode mode;
    unsigned delay_ms;
    bool understood;
};

// What it says for a file of this path; "ok" if there is no control file or nothing in it.
struct control control_read(const struct place *place, const char *path);

#endif
