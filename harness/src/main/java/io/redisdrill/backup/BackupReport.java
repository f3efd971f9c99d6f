package io.redisdrill.backup;

import java.util.List;

/**
 * A backup that was made, and is where it should be.
 *
 * @param key of the object
 * @param url of the object
 * @param bytes of the archive
 * @param point everything that was acknowledged before is in it; nanoseconds of the run
 * @param metadata what it says of itself
 * @param steps how long each took
 * @param deleted keys of older backups that retention removed
 */
public record BackupReport(
    String key,
    String url,
    long bytes,
    long point,
    BackupMetadata metadata,
    List<Step> steps,
    List<String> deleted) {
  /**
   * A part of the work.
   *
   * @param name of it
   * @param bytes that it went through, or 0
   * @param millis how long it took
   */
  public record Step(String name, long bytes, double millis) {
    /** Returns mebibytes a second, 0 if it is not about bytes. */
    public double mebibytesPerSecond() {
      return millis == 0 ? 0 : bytes / 1048576.0 / (millis / 1e3);
    }
  }

  public BackupReport {
    steps = List.copyOf(steps);
    deleted = List.copyOf(deleted);
  }
}
