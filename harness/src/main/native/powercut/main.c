// powercut: runs a server so that a later "power cut" can take away every byte that it never synced.
// No root, no FUSE, no LD_PRELOAD; Linux 5.5 or later, 5.19 or later advised. LEDGER.md says how.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "launch.h"
#include "preflight.h"
#include "tell.h"

static const char USAGE[] =
    "usage:\n"
    "  powercut run [-c] [-b] [-m MODEL] [-s SIDE] [-l BYTES] [-w MS] -d DATA -- COMMAND...\n"
    "      becomes COMMAND and records what it syncs. -c: first applies the cut that SIDE/cut-request\n"
    "      asks for ('id=NAME model=MODEL'). -b: all that is on disk now counts as durable.\n"
    "      -l: the ledger is written anew beyond this size (16384 to 16777216, the default).\n"
    "  powercut cut [-m journal|posix|none] [-s SIDE] [-w MS] -d DATA\n"
    "      after the server is dead: takes away what was never synced, and says it as JSON.\n"
    "  powercut check\n"
    "      says as JSON whether this kernel, user and sandbox allow it.\n"
    "-w: how many milliseconds to wait for the processes of an earlier life to end; 15000 unless named.\n"
    "SIDE is DATA/.powercut unless named; on the same file system. SIDE/control is read at every sync:\n"
    "  mode=ok|eio|lie|hang|virtual delay_ms=N match=SUBSTRING-OF-PATH\n"
    "exit codes: 0 done, 64 cannot be used so, 65 nothing was cut (the JSON says why), 74 cannot read or\n"
    "  write the side folder, 75 a process of the earlier life still runs, 125 not possible here,\n"
    "  126 COMMAND cannot be executed, 127 COMMAND not found\n";

struct options {
    uint64_t ledger_limit;
    int wait_ms;
    const char *data, *side;
    enum model model;
    bool rebase, cut_first, failed;
};

static uint64_t read_number(const char *text, uint64_t least, uint64_t most, bool *failed) {
    struct cursor cursor = {text, text + strlen(text), false};
    uint64_t number = take_number(&cursor);
    *failed |= cursor.failed || cursor.at != cursor.end || number < least || number > most;
    return number;
}

static struct options parse(int count, char **arguments) {
    struct options options = {.model = MODEL_JOURNAL, .ledger_limit = COMPACT_BYTES, .wait_ms = LOCK_WAIT_MS};
    for (int option; (option = getopt(count, arguments, "+d:s:m:l:w:bc")) != -1;) switch (option) {
        case 'd': options.data = optarg; break;
        case 's': options.side = optarg; break;
        case 'm': options.failed |= !model_named(optarg, &options.model); break;
        case 'l': options.ledger_limit = read_number(optarg, MIN_COMPACT_BYTES, COMPACT_BYTES, &options.failed); break;
        case 'w': options.wait_ms = (int)read_number(optarg, 0, MAX_LOCK_WAIT_MS, &options.failed); break;
        case 'b': options.rebase = true; break;
        case 'c': options.cut_first = true; break;
        default: options.failed = true;
        }
    options.failed |= options.data == NULL;
    return options;
}

static int usage(void) {
    fputs(USAGE, stderr);
    return EXIT_USAGE;
}

static int run(int count, char **arguments) {
    struct place place;
    struct options options = parse(count, arguments);
    if (options.failed || optind >= count) return usage();
    int code = preflight(arguments + optind);
    if (code == EXIT_DONE) code = place_open(&place, options.data, options.side);
    if (code == EXIT_DONE) code = place_lock(&place, options.wait_ms);
    if (code == EXIT_DONE && options.cut_first) code = cut_if_requested(&place, options.model);
    return code != EXIT_DONE ? code : launch(&place, arguments + optind, options.rebase, options.ledger_limit);
}

static int cut(int count, char **arguments) {
    struct place place;
    struct options options = parse(count, arguments);
    if (options.failed || optind < count || options.rebase || options.cut_first) return usage();
    int code = place_open(&place, options.data, options.side);
    if (code == EXIT_DONE) code = place_lock(&place, options.wait_ms);
    return code != EXIT_DONE ? code : cut_apply(&place, options.model, "");
}

int main(int count, char **arguments) {
    if (count < 2) return usage();
    const char *command = arguments[1];
    if (strcmp(command, "run") == 0) return run(count - 1, arguments + 1);
    if (strcmp(command, "cut") == 0) return cut(count - 1, arguments + 1);
    if (strcmp(command, "check") == 0 && count == 2) return check();
    return usage();
}
