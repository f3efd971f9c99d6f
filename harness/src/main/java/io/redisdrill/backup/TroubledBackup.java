package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.recovery.Troubled;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A sound backup, and then one that is in trouble: the way to S3, or Redis itself. It either
 * succeeds, or says that it failed and leaves the earlier one as the newest: then that is the one
 * to restore. Whether the trouble happened is in its report: without it nothing is shown.
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
    STORE_SLOW,
    /** Redis is killed while its child saves. */
    KILL_AT_SAVE,
    /** Redis is killed while its child rewrites the AOF. */
    KILL_AT_REWRITE,
    /** Redis is killed while the archive is on its way. */
    KILL_AT_UPLOAD,
    /** The AOF ends in the middle of a transaction, and Redis has started from it. */
    AOF_TRUNCATED;

    /** Returns whether a process of Redis ends. */
    boolean kills() {
      return ordinal() >= KILL_AT_SAVE.ordinal();
    }

    /** Returns its name in kebab case. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public String name() {
    return trouble.label();
  }

  @Override
  public BackupReport run(BackupSource source, Bucket bucket) throws InterruptedException {
    BackupReport sound = new JvmBackup().run(source, bucket);
    try (FaultyLink link = new FaultyLink(bucket.settings().endpoint().orElseThrow());
        Bucket through = Bucket.open(bucket.settings().at(link.uri()).within(PATIENCE))) {
      Troublemaker maker = new Troublemaker(trouble, source, link);
      maker.prepare();
      Optional<BackupReport> second = second(source, through, maker);
      Troubled met = maker.end(second.isEmpty());
      return newest(bucket, second.orElse(sound)).in(met);
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
