#include "control.h"

#include <string.h>

#include "limits.h"
#include "text.h"

static const char *const MODES[] = {"ok", "eio", "lie", "hang", "virtual"};

static bool read_mode(const char *value, struct control *control) {
    for (size_t i = 0; i < sizeof MODES / sizeof *MODES; i++)
        if (strcmp(value, MODES[i]) == 0) {
            control->mode = (enum mode)i;
            return true;
        }
    return false;
}

static bool read_delay(const char *value, struct control *control) {
    struct cursor cursor = {value, value + strlen(value), false};
    uint64_t delay = take_number(&cursor);
    if (cursor.failed || cursor.at != cursor.end || delay > MAX_DELAY_MS) return false;
    control->delay_ms = (unsigned)delay;
    return true;
}

struct control control_read(const struct place *place, const char *path) {
    struct control control = {MODE_OK, 0, true};
    char text[MAX_CONTROL + 2], *save = NULL;
    ssize_t length = side_read(place, "control", text, sizeof text);
    if (length < 0) return control;
    if (length > MAX_CONTROL) control.understood = false;
    const char *match = "";
    for (char *word = strtok_r(text, " \n", &save); word != NULL; word = strtok_r(NULL, " \n", &save)) {
        if (strncmp(word, "mode=", 5) == 0) control.understood &= read_mode(word + 5, &control);
        else if (strncmp(word, "delay_ms=", 9) == 0) control.understood &= read_delay(word + 9, &control);
        else if (strncmp(word, "match=", 6) == 0) match = word + 6;
        else control.understood = false;
    }
    bool applies = control.understood && strstr(path, match) != NULL;
    return applies ? control : (struct control){MODE_OK, 0, control.understood};
}
