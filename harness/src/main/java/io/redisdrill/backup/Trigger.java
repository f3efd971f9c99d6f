package io.redisdrill.backup;

import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Jobs.Ended;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.SharedStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What starts a backup that is not this tool's own. Immutable. */
public interface Trigger {
  /** Returns its name, as reports use it. */
  String name();

  /** Returns what a platform must be able to do for it. */
  default Set<Capability> needs() {
    return Set.of();
  }

  /** Makes ready what it needs to find the bucket. */
  default void prepare(RunningRedis redis, Bucket bucket, Optional<SharedStore> store) {
    // A script gets all when it is run.
  }

  /**
   * Starts it and waits for its end.
   *
   * @throws io.redisdrill.DrillException if it cannot be started, or does not end within the limit
   */
  Ended run(BackupSource source, Bucket bucket, Duration limit) throws InterruptedException;
}
