package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.recovery.Troubled;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A sound backup, and then one whose way to S3 is in trouble. It either succeeds, or says that it
 * failed and leaves the earlier one as the newest: then that is the one to restore. Whether the
 * trouble happened is in its report: without it nothing is shown.
 *
 * @param trouble what happens to the second
 */
public record TroubledBackup(Trouble trouble) implements BackupProcedure {
  private static final Duration CHILD_LIMIT = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What happens. */
  public enum Trouble {
    /** The connection ends in the middle of the archive, and no other one gets through. */
    UPLOAD_CUT,
    /** S3 is gone when the archive is about to come into being. */
    STORE_GONE,
    /** Each 16 KiB wait for 2 ms. */
    STORE_SLOW
  }

  @Override
  public String name() {
    return trouble.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public BackupReport run(BackupSource source, Bucket bucket) throws InterruptedException {
    BackupReport sound = new JvmBackup().run(source, bucket);
    long began = source.clock().now();
    try (FaultyLink link = new FaultyLink(bucket.settings().endpoint().orElseThrow());
        Bucket through = Bucket.open(bucket.settings().at(link.uri()).within(PATIENCE))) {
      Troublemaker maker = new Troublemaker(trouble, link);
      Optional<BackupReport> second = second(source, through, maker);
      Map<String, Object> proof = new TreeMap<>(maker.proof());
      proof.put("backupFailed", second.isEmpty());
      return newest(bucket, second.orElse(sound))
          .in(new Troubled(name(), began, source.clock().now(), maker.happened(), false, proof));
    } catch (IOException e) {
      throw new DrillException(
          "Cannot trouble the way to S3", "a port on loopback", e.toString(), "Try again.", e);
    }
  }

  private static BackupReport newest(Bucket bucket, BackupReport last) {
    String newest = Archives.newest(bucket).map(Stored::key).orElse("none");
    if (!newest.equals(last.key())) {
      throw new DrillException(
          "Cannot trust the backups in " + bucket.url(""),
          last.key() + " as the newest, since the one after it failed",
          newest,
          "Report it: a failed backup looks like a good one.");
    }
    return last;
  }

  private static Optional<BackupReport> second(
      BackupSource source, Bucket through, Troublemaker maker) throws InterruptedException {
    try {
      return Optional.of(new JvmBackup(3, CHILD_LIMIT, maker::begin).run(source, through));
    } catch (DrillException told) {
      // It said so: the drill goes on with the backup before it.
      return Optional.empty();
    }
  }
}
