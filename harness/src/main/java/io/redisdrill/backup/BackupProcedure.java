package io.redisdrill.backup;

import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.SharedStore;
import java.util.Optional;
import java.util.Set;

/** A way to back up a Redis that is being written to. Immutable. */
public interface BackupProcedure {
  /** Returns its name, as reports use it. */
  String name();

  /** Returns what a platform must be able to do for it. */
  default Set<Capability> needs() {
    return Set.of();
  }

  /**
   * Makes ready what need not be done under load.
   *
   * @param store how the side of the server reaches the bucket, if that is another way
   */
  default void prepare(RunningRedis redis, Bucket bucket, Optional<SharedStore> store) {
    // Most need nothing.
  }

  /**
   * Makes a backup, and returns once it is complete in the bucket.
   *
   * @throws io.redisdrill.DrillException if it is not; then no object looks like a backup
   */
  BackupReport run(BackupSource source, Bucket bucket) throws InterruptedException;
}
