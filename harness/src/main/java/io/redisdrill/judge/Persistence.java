package io.redisdrill.judge;

import java.util.Map;

/**
 * The settings in force that decide what is kept, as CONFIG GET answered them.
 *
 * @param appendOnly whether there is an AOF
 * @param appendFsync {@code always}, {@code everysec} or {@code no}
 * @param noFsyncOnRewrite whether fsync is left out while a child process writes
 * @param savePoints whether there are any
 * @param onSigterm what SIGTERM does: {@code default} saves if there are save points; also {@code
 *     save} and {@code nosave}, each maybe with {@code now} or {@code force}
 */
public record Persistence(
    boolean appendOnly,
    String appendFsync,
    boolean noFsyncOnRewrite,
    boolean savePoints,
    String onSigterm) {
  /** Reads them from the answer to CONFIG GET. */
  public static Persistence of(Map<String, String> config) {
    return new Persistence(
        "yes".equals(config.get("appendonly")),
        config.getOrDefault("appendfsync", "everysec"),
        "yes".equals(config.get("no-appendfsync-on-rewrite")),
        !config.getOrDefault("save", "").isBlank(),
        config.getOrDefault("shutdown-on-sigterm", "default"));
  }

  /** Returns whether a snapshot is written on SIGTERM. */
  boolean savesOnSigterm() {
    return !onSigterm.contains("nosave") && (savePoints || onSigterm.contains("save"));
  }
}
