package io.redisdrill.scenario.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.DrillException;
import io.redisdrill.backup.BackupReport;
import io.redisdrill.backup.BackupReport.Step;
import io.redisdrill.backup.BackupSource;
import io.redisdrill.backup.JvmBackup;
import io.redisdrill.backup.PersistentFiles;
import io.redisdrill.backup.RestoreProcedure;
import io.redisdrill.backup.RestoreTarget;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.InJvmS3;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.restoredrill.BucketOrigin;
import io.redisdrill.restoredrill.Request;
import io.redisdrill.restoredrill.RestoreDrill;
import io.redisdrill.restoredrill.RestoreResult;
import io.redisdrill.restoredrill.RestoreResult.Phase;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.run.Scratch;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What backup, restore and a restore drill take, beside what nobody can spare: Redis' own saving
 * and loading, tar and gzip at their fastest, and the way to and from the bucket.
 *
 * <p>The bucket is the one in this JVM, on the same disk, and both sides send to it alike: that a
 * network would be slower makes the ratios better, never worse.
 *
 * @param mebibytes of values in Redis; a quarter of their bits can be compressed away
 * @param rounds to take the median of
 */
public record BackupBench(int mebibytes, int rounds) {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Set<String> REDIS_SAVES = Set.of("save", "rewrite");
  private static final Set<String> REDIS_LOADS = Set.of("stop", "start", "load");
  private static final String TAKEN = "taken.tar.gz";

  /**
   * What was measured; each ratio is the median of the rounds.
   *
   * @param bench always {@code backup}
   * @param mebibytes of values
   * @param backupRatio to saving, tar and upload
   * @param restoreRatio of a restore from a local archive, to tar and loading
   * @param recoveryRatio of what a restore drill calls recovery time, to download, tar and loading
   * @param restoreDrillRatio of all that it does to the same: it also checks each file, tries it
   *     out, counts the keys and starts Redis a second time
   * @param rounds each of them
   */
  public record Figures(
      String bench,
      int mebibytes,
      double backupRatio,
      double restoreRatio,
      double recoveryRatio,
      double restoreDrillRatio,
      List<Round> rounds) {}

  /** Milliseconds of one round. */
  public record Round(
      double backup,
      double saveTarUpload,
      double restore,
      double tarLoad,
      double recovery,
      double restoreDrill,
      double downloadTarLoad) {}

  /** Fills a Redis, and lets both sides take turns. */
  public Figures run() throws IOException, InterruptedException {
    Stack stack = Stacks.hybrid();
    RunClock clock = RunClock.start();
    try (Scratch work = Scratch.create("bench");
        EmbeddedPlatform platform = EmbeddedPlatform.open();
        RedisClients clients = new RedisClients();
        InJvmS3 s3 = InJvmS3.start();
        Bucket bucket = Bucket.open(s3.bucket("redis-backups"));
        EventLog events =
            RunDirectory.create(work.path(), "bench", clock.startedAt()).record(clock);
        RunningRedis redis = platform.deploy(new Deployment(stack, clock, events))) {
      Serving.await(redis, clients, LIMIT);
      fill(redis, clients);
      Bench bench = new Bench(work.path(), platform, clients, bucket, redis, stack, clock, events);
      List<Round> measured = new ArrayList<>();
      for (int i = 0; i <= rounds; i++) {
        Round round = bench.round(i);
        if (i > 0) { // the first pays for what is loaded once
          measured.add(round);
        }
      }
      return new Figures(
          "backup",
          mebibytes,
          Median.ratio(
              measured.stream().map(round -> round.backup() / round.saveTarUpload()).toList()),
          Median.ratio(measured.stream().map(round -> round.restore() / round.tarLoad()).toList()),
          Median.ratio(
              measured.stream().map(round -> round.recovery() / round.downloadTarLoad()).toList()),
          Median.ratio(
              measured.stream()
                  .map(round -> round.restoreDrill() / round.downloadTarLoad())
                  .toList()),
          measured);
    }
  }

  private void fill(RunningRedis redis, RedisClients clients) {
    Random random = new Random(1);
    byte[] value = new byte[1 << 20];
    try (Console console = clients.console(redis.endpoint())) {
      for (int i = 0; i < mebibytes; i++) {
        random.nextBytes(value);
        for (int n = 0; n < value.length; n++) {
          value[n] &= 0x3f;
        }
        console.set(("key:" + i).getBytes(US_ASCII), value);
      }
    }
  }

  private record Bench(
      Path work,
      EmbeddedPlatform platform,
      RedisClients clients,
      Bucket bucket,
      RunningRedis redis,
      Stack stack,
      RunClock clock,
      EventLog events) {

    private interface Work {
      void run() throws IOException, InterruptedException;
    }

    private static double millis(Work work) throws IOException, InterruptedException {
      long began = System.nanoTime();
      work.run();
      return (System.nanoTime() - began) / 1e6;
    }

    Round round(int number) throws IOException, InterruptedException {
      List<BackupReport> made = new ArrayList<>();
      BackupSource source = new BackupSource(redis, clients, clock, "redis-0", "default");
      double backup = millis(() -> made.add(new JvmBackup().run(source, bucket)));
      String key = made.get(0).key();
      double saved = sum(made.get(0).steps(), REDIS_SAVES);
      Path tarred = work.resolve(TAKEN);
      double tarUpload = millis(() -> tarAndUpload(tarred, "taken-" + number));

      Path ours = work.resolve("ours.tar.gz");
      double download = millis(() -> bucket.download(bucket.find(key).orElseThrow(), ours));
      double tar = millis(() -> unpack(tarred));
      List<Step> steps = new ArrayList<>();
      double restore;
      try (RunningRedis other = platform.deploy(new Deployment(stack, clock, events))) {
        Serving.await(other, clients, LIMIT);
        restore = millis(() -> steps.addAll(restored(other, ours)));
      }
      RestoreResult drilled = drill(key, number);
      double drill =
          Duration.between(drilled.evidence().started(), drilled.evidence().ended()).toMillis();
      RestoreResult.RecoveryTime recovery = drilled.recoveryTime().orElseThrow();
      double loaded =
          recovery.phases().stream()
              .filter(phase -> REDIS_LOADS.contains(phase.name()))
              .mapToDouble(Phase::millis)
              .sum();
      bucket.delete("taken-" + number);
      Files.delete(tarred);
      Files.delete(ours);
      return new Round(
          backup,
          saved + tarUpload,
          restore,
          tar + sum(steps, REDIS_LOADS),
          recovery.totalMillis(),
          drill,
          download + tar + loaded);
    }

    private static double sum(List<Step> steps, Set<String> names) {
      return steps.stream()
          .filter(step -> names.contains(step.name()))
          .mapToDouble(Step::millis)
          .sum();
    }

    private void tarAndUpload(Path to, String key) throws IOException, InterruptedException {
      try (Console console = clients.console(redis.endpoint())) {
        Path data = Path.of(console.config().getOrDefault("dir", "."));
        tar("-I", "gzip -1", "-cf", to.toString(), "-C", data.toString(), ".");
      }
      try (var upload = bucket.upload(key)) {
        Files.copy(to, upload);
        upload.complete();
      }
    }

    private void unpack(Path archive) throws IOException, InterruptedException {
      try (Scratch into = Scratch.create("bench")) {
        tar("-xzf", archive.toString(), "-C", into.path().toString());
      }
    }

    private static void tar(String... arguments) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>(List.of("tar"));
      command.addAll(List.of(arguments));
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new DrillException(
            "Cannot compare with tar",
            "GNU tar and gzip on the PATH",
            "exit code " + code,
            "See what it said above.");
      }
    }

    /** Into another Redis, which is empty and up. */
    private List<Step> restored(RunningRedis into, Path archive) throws InterruptedException {
      RestoreTarget target =
          new RestoreTarget(into, clients, clock, PersistentFiles.of(stack.conf()), LIMIT, LIMIT);
      return RestoreProcedure.safe().run(target, archive, step -> {}).steps();
    }

    private RestoreResult drill(String key, int number) throws InterruptedException {
      RunDirectory directory = RunDirectory.create(work, "drill-" + number, clock.startedAt());
      Request request = Request.of(new BucketOrigin(bucket, key, false), "bench");
      return new RestoreDrill(platform, clients, step -> {}).run(request, directory);
    }
  }
}
