package io.redisdrill.backup;

import io.redisdrill.recovery.Troubled;
import java.util.List;
import java.util.Optional;

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
 * @param trouble that it was to be in, if it was
 */
public record BackupReport(
    String key,
    String url,
    long bytes,
    long point,
    BackupMetadata metadata,
    List<Step> steps,
    List<String> deleted,
    Optional<Troubled> trouble) {
  /** One that nothing was done to. */
  public BackupReport(
      String key,
      String url,
      long bytes,
      long point,
      BackupMetadata metadata,
      List<Step> steps,
      List<String> deleted) {
    this(key, url, bytes, point, metadata, steps, deleted, Optional.empty());
  }

  /** Returns the same, of a backup that was to be in trouble. */
  BackupReport in(Troubled met) {
    return new BackupReport(key, url, bytes, point, metadata, steps, deleted, Optional.of(met));
  }

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
