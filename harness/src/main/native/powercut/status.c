// What became of the syncs so far, as the ledger tells it while it grows.
#include <stdio.h>

#include "launch.h"
#include "ledger.h"
#include "tell.h"

static const char SUBJECT[] = "Cannot tell what became of the syncs";

int status(const struct place *place) {
    struct state *state = state_new();
    if (state == NULL) {
        tell(SUBJECT, "memory for the ledger's state", "none", "Free some memory.");
        return EXIT_IO;
    }
    if (ledger_peek(place, state) != LOADED) {
        tell(SUBJECT, "a ledger of a server that was started by 'powercut run'", "none that can be read",
             "Start the server under the launcher.");
        return EXIT_LEDGER;
    }
    struct text answer = {0};
    text_add(&answer, "{\"schema\":\"powercut-status/1\"");
    proof_counters(&state->counters, &answer);
    text_add(&answer, "}\n");
    int code = answer.failed || !write_all(1, answer.bytes, answer.length) ? EXIT_IO : EXIT_DONE;
    text_free(&answer);
    return code;
}
