package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.fault.Injection;
import io.redisdrill.platform.Capability;
import io.redisdrill.recovery.Recoveries;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.recovery.RecoveryPlan;
import io.redisdrill.recovery.RecoveryProbe;
import io.redisdrill.recovery.Restored;
import io.redisdrill.recovery.Scene;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Scratch;
import io.redisdrill.run.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A backup is made while the load goes on; after the fault it is restored. The bucket is in the S3
 * beside the cluster, or else inside this JVM: nothing is said of how fast another S3 is.
 *
 * @param backup how it is made
 * @param writeOn how long the load goes on between backup and fault
 * @param restore how it is restored
 */
public record RestoreBackup(BackupProcedure backup, Duration writeOn, RestoreProcedure restore)
    implements RecoveryPlan {
  private static final Duration WRITE_ON = Duration.ofSeconds(1);
  private static final String SAID = "backup-output.log";
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** From this JVM, a second before the fault. */
  public RestoreBackup() {
    this(new JvmBackup(), WRITE_ON, RestoreProcedure.safe());
  }

  /** Returns a plan with another backup. */
  public RestoreBackup with(BackupProcedure other) {
    return new RestoreBackup(other, writeOn, restore);
  }

  /** Returns a plan with another restore. */
  public RestoreBackup with(RestoreProcedure other) {
    return new RestoreBackup(backup, writeOn, other);
  }

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public Set<Capability> needs() {
    Set<Capability> all = new HashSet<>(backup.needs());
    all.addAll(restore.needs());
    return all;
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of(
        "backup", backup.name(), "restore", restore.name(), "writeOn", writeOn.toString());
  }

  @Override
  public Prepared prepare(Scene scene) {
    return new Ready(this, scene);
  }

  private static final class Ready implements Prepared {
    private final RestoreBackup plan;
    private final Scene scene;
    private final Depot depot;
    private final Bucket bucket;
    private @Nullable BackupReport made;
    private String replaced = "";

    Ready(RestoreBackup plan, Scene scene) {
      this.plan = plan;
      this.scene = scene;
      this.depot = Depot.open(scene);
      this.bucket = depot.bucket();
      plan.backup().prepare(scene.redis(), bucket, depot.shared());
    }

    @Override
    public void beforeFault(Runnable sound) throws InterruptedException {
      scene.step().accept("backup");
      BackupSource source =
          new BackupSource(
              scene.redis(),
              scene.clients(),
              scene.clock(),
              scene.redis().process().id(),
              "drill",
              depot.shared(),
              Optional.of(scene.directory().resolve(SAID)));
      BackupReport report = plan.backup().run(source, bucket);
      scene.events().record("backup", report);
      report.trouble().ifPresent(met -> scene.events().record("trouble", met));
      scene
          .events()
          .record(
              "stored",
              Map.of(
                  "url",
                  report.url(),
                  "bytes",
                  report.bytes(),
                  "storageClass",
                  bucket.storageClass(report.key()).orElse("(not told)")));
      made = report;
      scene.step().accept("write on");
      Waiting.pass(plan.writeOn(), sound);
    }

    @Override
    public void watch(String runId) {
      replaced = runId;
    }

    @Override
    public Recovery recover(Injection injection, Runnable sound) throws InterruptedException {
      BackupReport from = Objects.requireNonNull(made, "a backup was made");
      try (Scratch scratch = Scratch.create("restore")) {
        Path archive = scratch.path().resolve("backup.tar.gz");
        bucket.download(bucket.find(from.key()).orElseThrow(() -> gone(from)), archive);
        Path ours = ForeignArchive.adopted(archive, from.metadata(), scratch.path());
        return restore(ours, from, injection, sound);
      }
    }

    private Recovery restore(Path archive, BackupReport from, Injection injection, Runnable sound)
        throws InterruptedException {
      RestoreTarget target =
          new RestoreTarget(
              scene.redis(),
              scene.clients(),
              scene.clock(),
              PersistentFiles.of(scene.stack().conf()),
              GRACE,
              scene.limit());
      try (Probing probing = new Probing()) {
        RestoreReport report = plan.restore().run(target, archive, probing::step);
        scene.events().record("restore", report);
        report.trouble().ifPresent(met -> scene.events().record("trouble", met));
        scene.events().record("restored", new Restored(from.url(), from.point(), report.stopped()));
        return Recoveries.await(scene.redis(), probing.probe(), injection, scene.limit(), sound);
      }
    }

    /**
     * The probe asks from the start of the restored Redis on: what answers before, be it the
     * process from before the fault or one that came up without data, is the one that the restore
     * stops.
     */
    private final class Probing implements AutoCloseable {
      private @Nullable RecoveryProbe probe;

      void step(String name) {
        if (name.equals("stop")) {
          replaced = running().orElse(replaced);
        } else if (name.equals("start")) {
          probe = RecoveryProbe.start(scene.redis().endpoint(), scene.clock(), replaced);
        }
      }

      private Optional<String> running() {
        try (Console console = scene.clients().console(scene.redis().endpoint())) {
          return Optional.ofNullable(console.info().get("run_id"));
        } catch (RedisUnavailableException down) {
          return Optional.empty();
        }
      }

      RecoveryProbe probe() {
        return Objects.requireNonNull(probe, "Redis was started");
      }

      @Override
      public void close() {
        if (probe != null) {
          probe.close();
        }
      }
    }

    private DrillException gone(BackupReport from) {
      return new DrillException(
          "Cannot restore " + from.url(),
          "the backup that was made",
          "no such object any more",
          "Look at who else deletes from that bucket.");
    }

    @Override
    public void close() {
      depot.close();
    }
  }
}
