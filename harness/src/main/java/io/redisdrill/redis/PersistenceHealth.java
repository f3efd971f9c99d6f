package io.redisdrill.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the persistence of a Redis is, as its INFO tells it at one moment.
 *
 * <p>It says nothing about what is on the disk: Redis knows that a write succeeded, not that the
 * bytes can be read back.
 *
 * @param sinceSave since the last successful save, or since the start if there was none
 * @param changes since then
 * @param savePoints whether it is to save by itself
 * @param saving whether a snapshot is being written
 * @param lastSaveOk whether the last one succeeded; true if there was none
 * @param appendOnly whether there is an AOF
 * @param rewriting whether it is being rewritten
 * @param lastRewriteOk whether the last rewrite succeeded; true if there was none
 * @param lastWriteOk whether the last write to the AOF succeeded
 * @param delayedFsyncs how often a write waited for an fsync that took over two seconds
 * @param fields all that begin with {@code rdb_} or {@code aof_}, by name
 */
public record PersistenceHealth(
    Duration sinceSave,
    long changes,
    boolean savePoints,
    boolean saving,
    boolean lastSaveOk,
    boolean appendOnly,
    boolean rewriting,
    boolean lastRewriteOk,
    boolean lastWriteOk,
    long delayedFsyncs,
    Map<String, String> fields) {
  /** After this time without a save there is a warning. */
  public static final Duration LONGEST_SINCE_SAVE = Duration.ofHours(2);

  public PersistenceHealth {
    fields = Map.copyOf(fields);
  }

  /** Returns whether a field of INFO is about persistence. */
  static boolean isPart(String name) {
    return name.startsWith("rdb_") || name.startsWith("aof_");
  }

  /**
   * Reads it from the fields of INFO, both times in which are of the server's clock, and the answer
   * to CONFIG GET. A server that keeps its settings to itself is taken for one without save points.
   */
  public static PersistenceHealth of(Map<String, String> info, Map<String, String> config) {
    Map<String, String> fields = new TreeMap<>(info);
    fields.keySet().removeIf(name -> !isPart(name));
    long now = number(info, "server_time_usec") / 1_000_000;
    long saved = number(info, "rdb_last_save_time");
    return new PersistenceHealth(
        Duration.ofSeconds(Math.max(0, now - saved)),
        number(info, "rdb_changes_since_last_save"),
        !config.getOrDefault("save", "").isBlank(),
        number(info, "rdb_bgsave_in_progress") > 0,
        ok(info, "rdb_last_bgsave_status"),
        number(info, "aof_enabled") > 0,
        number(info, "aof_rewrite_in_progress") > 0,
        ok(info, "aof_last_bgrewrite_status"),
        ok(info, "aof_last_write_status"),
        number(info, "aof_delayed_fsync"),
        fields);
  }

  /**
   * What somebody should look at.
   *
   * @param kind in two or three words, always the same for the same trouble
   * @param message in a sentence
   */
  public record Warning(String kind, String message) {}

  /** Returns what somebody should look at; nothing if all is well. */
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    if (!lastSaveOk) {
      warnings.add(
          new Warning(
              "save failed", "The last save failed: what changed since then is in no RDB file."));
    }
    if (waitsForSave() && sinceSave.compareTo(LONGEST_SINCE_SAVE) > 0) {
      warnings.add(
          new Warning(
              "no save for long",
              String.format(
                  Locale.ROOT,
                  "No RDB file was saved for %,d s, which is over %,d s; %,d changes are in none.",
                  sinceSave.toSeconds(),
                  LONGEST_SINCE_SAVE.toSeconds(),
                  changes)));
    }
    if (!lastWriteOk) {
      warnings.add(
          new Warning(
              "write error",
              "The last write to the AOF failed: Redis refuses writes until one succeeds."));
    }
    if (!lastRewriteOk) {
      warnings.add(
          new Warning(
              "rewrite failed",
              "The last rewrite of the AOF failed: it grows until one succeeds."));
    }
    if (delayedFsyncs > 0) {
      warnings.add(
          new Warning(
              "slow disk",
              String.format(
                  Locale.ROOT,
                  "The disk is slow: writes waited %,d times for an fsync of over two seconds.",
                  delayedFsyncs)));
    }
    return warnings;
  }

  /** An AOF alone holds every change, and without a change there is nothing to save. */
  private boolean waitsForSave() {
    return changes > 0 && (savePoints || !appendOnly);
  }

  private static boolean ok(Map<String, String> info, String name) {
    return info.getOrDefault(name, "ok").equals("ok");
  }

  private static long number(Map<String, String> info, String name) {
    String value = info.getOrDefault(name, "0");
    return value.matches("-?\\d{1,18}") ? Long.parseLong(value) : 0;
  }
}
