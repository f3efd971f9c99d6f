package io.redisdrill.backup;

import io.redisdrill.backup.BackupReport.Step;
import io.redisdrill.recovery.Troubled;
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
 * @param trouble that it was to be in, if it was
 */
public record RestoreReport(
    BackupMetadata metadata,
    String did,
    long stopped,
    long keys,
    Optional<String> aside,
    List<Step> steps,
    Optional<Troubled> trouble) {
  /** One that nothing was done to. */
  public RestoreReport(
      BackupMetadata metadata,
      String did,
      long stopped,
      long keys,
      Optional<String> aside,
      List<Step> steps) {
    this(metadata, did, stopped, keys, aside, steps, Optional.empty());
  }

  /** Returns the same, of a restore that was to be in trouble. */
  RestoreReport in(Troubled met) {
    return new RestoreReport(metadata, did, stopped, keys, aside, steps, Optional.of(met));
  }

  public RestoreReport {
    steps = List.copyOf(steps);
  }
}
