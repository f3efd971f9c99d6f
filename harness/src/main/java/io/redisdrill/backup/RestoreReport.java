package io.redisdrill.backup;

import io.redisdrill.backup.BackupReport.Step;
import java.util.List;
import java.util.Optional;

/**
 * A backup that was restored; Redis serves it.
 *
 * @param metadata of the backup
 * @param did what was put where
 * @param stopped when the old process was gone, in nanoseconds of the run
 * @param keys in all databases afterwards
 * @param aside where the files are that were there before; absent if there were none
 * @param steps how long each took
 */
public record RestoreReport(
    BackupMetadata metadata,
    String did,
    long stopped,
    long keys,
    Optional<String> aside,
    List<Step> steps) {
  public RestoreReport {
    steps = List.copyOf(steps);
  }
}
