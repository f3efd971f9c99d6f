package io.redisdrill.scenario.lint;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the settings of Redis themselves give away. */
record PersistenceRules(StackLint lint) {
  private static final String CONF = "redis.conf, ";

  Stream<Advice> all() {
    return Stream.of(
            nothing(),
            snapshotsAlone(),
            neverSynced(),
            noSyncOnRewrite(),
            dumpIgnored(),
            noVolume(),
            evicts())
        .flatMap(Optional::stream);
  }

  private Optional<Advice> nothing() {
    return lint.found(
        !lint.appendOnly() && !lint.saves(),
        "nothing-persisted",
        CONF + "appendonly, save",
        "Neither an AOF nor snapshots: every restart loses everything.",
        "Set appendonly yes.",
        lint.drill("container-kill"));
  }

  private Optional<Advice> snapshotsAlone() {
    return lint.found(
        !lint.appendOnly() && lint.saves(),
        "snapshots-alone",
        CONF + "appendonly",
        "Snapshots alone: a SIGKILL or a loss of power takes every write since the last one.",
        "Set appendonly yes, unless that window is what you want.",
        "./drill run rdb-container-kill");
  }

  private Optional<Advice> neverSynced() {
    return lint.found(
        lint.appendOnly() && lint.is("appendfsync", "no"),
        "never-synced",
        CONF + "appendfsync",
        "Nothing is ever synced: a loss of power takes whatever the kernel had not written back.",
        "Set appendfsync everysec, or always.",
        "./drill run aof-no-power-cut");
  }

  private Optional<Advice> noSyncOnRewrite() {
    boolean set = lint.appendOnly() && lint.is("no-appendfsync-on-rewrite", "yes");
    String policy = lint.conf().get("appendfsync").orElse("everysec");
    return lint.found(
        set && !policy.equals("no"),
        "no-sync-on-rewrite",
        CONF + "no-appendfsync-on-rewrite",
        "appendfsync %s is off while a child writes: a loss of power takes all since the fork."
            .formatted(policy),
        "Set no-appendfsync-on-rewrite no.",
        "./drill run aof-always-power-cut-during-rewrite-without-fsync");
  }

  /** A backup that knows dump.rdb alone, for a Redis that starts from its AOF. */
  private Optional<Advice> dumpIgnored() {
    Optional<String> place =
        lint.facts().texts().entrySet().stream()
            .filter(text -> text.getValue().contains("dump.rdb"))
            .filter(text -> !text.getValue().contains("appendonlydir"))
            .filter(text -> !text.getKey().contains("redis.conf"))
            .map(Map.Entry::getKey)
            .sorted()
            .findFirst();
    return lint.found(
        lint.appendOnly() && place.isPresent(),
        "dump-ignored",
        place.orElse(""),
        "It handles dump.rdb alone; with appendonly yes Redis ignores a dump.rdb that is put back,"
            + " starts empty, and replaces it at its next shutdown.",
        "Back up and restore appendonlydir with its manifest, or rebuild the AOF from the dump.",
        "./drill run hybrid-volume-lost-dump-alone");
  }

  private Optional<Advice> noVolume() {
    return lint.found(
        lint.stack().pod().dataClaim().isEmpty(),
        "no-volume",
        lint.stack().pod().kind() + " " + lint.stack().pod().name(),
        "No PersistentVolumeClaim holds the data: it goes with the pod.",
        "Mount a volumeClaimTemplate at " + lint.stack().pod().dataDirectory() + ".",
        lint.drill("pod-delete", "--platform k3s"));
  }

  private Optional<Advice> evicts() {
    String policy = lint.conf().get("maxmemory-policy").orElse("noeviction");
    boolean persists = lint.appendOnly() || lint.saves();
    return lint.found(
        persists && !policy.equals("noeviction"),
        "evicts",
        CONF + "maxmemory-policy",
        "A store that persists and evicts (%s): at its limit it deletes what it acknowledged."
            .formatted(policy),
        "Set maxmemory-policy noeviction for a store of record.",
        lint.drill("no-fault", "--set maxmemory=64mb", "--value-size 10000"));
  }
}
