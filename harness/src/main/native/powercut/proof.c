// What a cut did, as one JSON object on one line. LEDGER.md describes the fields.
#include "cut.h"

typedef unsigned long long ull;

static void add_reasons(const struct state *state, struct text *into) {
    bool first = true;
    text_add(into, ",\"reasons\":[");
    for (int reason = 0; reason < REASONS; reason++) {
        if (state->doubts[reason] == 0) continue;
        text_add(into, "%s{\"reason\":\"%s\",\"count\":%llu,\"text\":\"%s\"}", first ? "" : ",",
                 reason_name((enum reason)reason), (ull)state->doubts[reason], reason_text((enum reason)reason));
        first = false;
    }
    text_add(into, "]");
}

static bool is_sound(const struct cut *cut) {
    for (int reason = 0; reason < REASONS; reason++)
        if (cut->state->doubts[reason] > 0) return false;
    return cut->applied;
}

static void add_counters(const struct counters *c, struct text *into) {
    text_add(into, ",\"syncs\":{\"durable\":%llu,\"failed\":%llu,\"unfinished\":%llu}", (ull)c->durable, (ull)c->failed, (ull)c->pending);
    text_add(into, ",\"lostSyncs\":%llu", (ull)c->lie);
    text_add(into, ",\"injected\":{\"delayed\":%llu,\"hung\":%llu,\"failed\":%llu,\"lied\":%llu,\"virtual\":%llu}", (ull)c->delay,
             (ull)c->hang, (ull)c->eio, (ull)c->lie, (ull)c->virtual_disk);
}

void proof_write(struct cut *cut, struct text *into) {
    text_add(into, "{\"schema\":\"powercut/1\",\"applied\":%s,\"sound\":%s", cut->applied ? "true" : "false", is_sound(cut) ? "true" : "false");
    add_reasons(cut->state, into);
    text_add(into, ",\"request\":");
    text_add_json(into, cut->request);
    text_add(into, ",\"model\":\"%s\",\"bytesDropped\":%llu,\"filesCut\":%llu,\"namesRolledBack\":%llu", model_name(cut->model),
             (ull)cut->dropped, (ull)cut->files_cut, (ull)cut->names_rolled_back);
    if (cut->dropped > 0)
        text_add(into, ",\"oldestDroppedAgeMillis\":%.3f,\"oldestDroppedAgeAtLeastMillis\":%.3f", (double)cut->age_at_most_ns / 1e6,
                 (double)cut->age_at_least_ns / 1e6);
    else
        text_add(into, ",\"oldestDroppedAgeMillis\":null,\"oldestDroppedAgeAtLeastMillis\":null");
    add_counters(&cut->state->counters, into);
    text_add(into, ",\"endSeen\":%s,\"endedNanos\":%llu,\"cutNanos\":%llu", cut->state->ended > 0 ? "true" : "false",
             (ull)cut->state->ended, (ull)cut->at);
    text_add(into, ",\"ledgerBytes\":%llu,\"tornBytes\":%llu,\"killable\":%s", (ull)cut->ledger_size, (ull)cut->ledger.torn,
             cut->state->killable ? "true" : "false");
    text_add(into, ",\"files\":[");
    text_add_bytes(into, cut->files.bytes != NULL ? cut->files.bytes : "", cut->files.length);
    text_add(into, "],\"names\":[");
    text_add_bytes(into, cut->names.bytes != NULL ? cut->names.bytes : "", cut->names.length);
    text_add(into, "],\"unlisted\":%llu}\n", (ull)(cut->files_cut - cut->files_listed + cut->names_rolled_back - cut->names_listed));
    into->failed |= cut->files.failed || cut->names.failed;
}
