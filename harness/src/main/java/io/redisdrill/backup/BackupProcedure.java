package io.redisdrill.backup;

import io.redisdrill.backup.s3.Bucket;

/** A way to back up a Redis that is being written to. Immutable. */
public interface BackupProcedure {
  /** Returns its name, as reports use it. */
  String name();

  /**
   * Makes a backup, and returns once it is complete in the bucket.
   *
   * @throws io.redisdrill.DrillException if it is not; then no object looks like a backup
   */
  BackupReport run(BackupSource source, Bucket bucket) throws InterruptedException;
}
