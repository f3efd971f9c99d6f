package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Jobs.Ended;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.run.Scratch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A backup that somebody else's CronJob, Job or script makes. Its own word counts for nothing: a
 * new object has to be in the bucket, readable to its end, with files that Redis can start from,
 * and with right checksums where it has any. What it holds of the data is for the drill to read
 * back: everything that was acknowledged before it was started.
 *
 * @param trigger what starts it
 * @param limit for its run
 */
public record CertifiedBackup(Trigger trigger, Duration limit) implements BackupProcedure {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String RELAY = "redis-drill-relay/";

  /** A CronJob or Job of the stack, within five minutes. */
  public static CertifiedBackup of(String job) {
    return new CertifiedBackup(new JobTrigger(job), LIMIT);
  }

  /** Returns a copy with another limit. */
  public CertifiedBackup within(Duration other) {
    return new CertifiedBackup(trigger, other);
  }

  @Override
  public String name() {
    return trigger.name();
  }

  @Override
  public Set<Capability> needs() {
    return trigger.needs();
  }

  @Override
  public void prepare(RunningRedis redis, Bucket bucket, Optional<SharedStore> store) {
    trigger.prepare(redis, bucket, store);
  }

  @Override
  public BackupReport run(BackupSource source, Bucket bucket) throws InterruptedException {
    Timing timing = new Timing(step -> {});
    Set<Stored> before = new HashSet<>(bucket.list(""));
    long point = source.clock().now();
    timing.begin("trigger");
    Ended ended = trigger.run(source, bucket, limit);
    if (!ended.succeeded()) {
      throw new DrillException(
          "Cannot back up with " + trigger.name(),
          "a run that succeeds",
          ended.reason() + "; its last words: " + ended.said(),
          "Mend it: no backup was made that anybody vouches for.");
    }
    timing.begin("certify");
    Stored object = fresh(bucket, before, ended);
    BackupMetadata metadata = certified(bucket, object);
    timing.through(object.bytes());
    return new BackupReport(
        object.key(),
        bucket.url(object.key()),
        object.bytes(),
        point,
        metadata,
        timing.end(),
        List.of());
  }

  private Stored fresh(Bucket bucket, Set<Stored> before, Ended ended) {
    List<Stored> all =
        bucket.list("").stream()
            .filter(object -> !object.key().startsWith(RELAY) && !before.contains(object))
            .toList();
    return all.stream()
        .filter(object -> ForeignArchive.looksLikeOne(object.key()))
        .max(Comparator.comparing(Stored::modified).thenComparing(Stored::key))
        .orElseThrow(
            () ->
                new DrillException(
                    "Cannot certify the backup by " + trigger.name(),
                    "a new .tar.gz or .rdb in " + bucket.url(""),
                    "a run that says it succeeded, and "
                        + (all.isEmpty() ? "nothing new" : all.stream().map(Stored::key).toList())
                        + "; its last words: "
                        + ended.said(),
                    "Let each failed step fail the run, and see where it uploads to."));
  }

  /** Reads it to its end, as a restore will. */
  private static BackupMetadata certified(Bucket bucket, Stored object) {
    try (Scratch scratch = Scratch.create("certify")) {
      String name = object.key().substring(object.key().lastIndexOf('/') + 1);
      Path local = scratch.path().resolve(name.isEmpty() ? "backup" : name);
      bucket.download(object, local);
      return ForeignArchive.certified(local, scratch.path());
    }
  }
}
