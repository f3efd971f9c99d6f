package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.backup.Archives;
import io.redisdrill.backup.BackupMetadata;
import io.redisdrill.backup.PersistentFiles;
import io.redisdrill.backup.Restore;
import io.redisdrill.backup.RestoreReport;
import io.redisdrill.backup.RestoreTarget;
import io.redisdrill.backup.Unpacking;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.run.Scratch;
import io.redisdrill.stack.RedisConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill restore}. */
@Command(
    name = "restore",
    description = {
      "Restore a backup to the data directory of a Redis that is down: verify, set the old files",
      "aside, put the new ones there, prove with a redis-server on loopback that it starts from",
      "them. If it does not, the old files are back. Start your server afterwards."
    },
    sortOptions = false)
final class RestoreCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration START_LIMIT = Duration.ofMinutes(30);

  private final Screen screen;

  @Parameters(
      paramLabel = "ARCHIVE",
      description = "A file, s3://BUCKET/KEY, or s3://BUCKET for the newest backup in it.")
  private String archive = "";

  @Option(names = "--data", paramLabel = "DIR", description = "Where it goes.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "The redis.conf that the server will start with: it decides what it loads.")
  private Optional<Path> conf = Optional.empty();

  @Option(
      names = "--redis",
      paramLabel = "PATH",
      description = "The redis-server to prove it with, instead of the bundled one.")
  private Optional<Path> redis = Optional.empty();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private BucketOptions s3 = new BucketOptions();

  @Option(names = "--dry-run", description = "Verify the backup and say what would be done.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print what was done as JSON on a line.")
  private boolean json;

  RestoreCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    RunClock clock = RunClock.start();
    boolean onCluster = cluster.given();
    Optional<RedisConf> settings = onCluster ? Optional.empty() : Optional.of(settings());
    try (Scratch scratch = Scratch.create("restore");
        RedisClients clients = new RedisClients()) {
      Path local = fetch(scratch.path());
      try (EventLog events =
          RunDirectory.create(scratch.path(), "restore", clock.startedAt()).record(clock)) {
        if (settings.isPresent()) {
          onThisMachine(local, settings.get(), clients, clock, events);
        } else {
          onACluster(local, clients, clock, events);
        }
      }
    }
    return ExitCode.PASS;
  }

  private void onThisMachine(
      Path local, RedisConf settings, RedisClients clients, RunClock clock, EventLog events)
      throws InterruptedException {
    Path directory = data.orElseThrow(() -> missing("--data"));
    try (EmbeddedPlatform platform = EmbeddedPlatform.open(redis);
        RunningRedis server = platform.over(directory, settings, clock, events)) {
      Map<String, String> identity = platform.identity();
      PersistentFiles names = PersistentFiles.of(settings).on(identity);
      RestoreTarget target =
          new RestoreTarget(server, clients, clock, names, GRACE, START_LIMIT, identity);
      Optional<RestoreReport> done = restore(local, target);
      if (done.isPresent()) {
        server.stop(GRACE);
        tell(done.get(), directory + "/", ", and is down again");
      }
    }
  }

  private void onACluster(Path local, RedisClients clients, RunClock clock, EventLog events)
      throws InterruptedException {
    try (ClusterOptions.Attached there = cluster.attach(clock, events)) {
      PersistentFiles names = PersistentFiles.of(there.stack().conf());
      RestoreTarget target =
          new RestoreTarget(there.redis(), clients, clock, names, GRACE, START_LIMIT);
      restore(local, target).ifPresent(done -> tell(done, "", ", and serves"));
    }
  }

  private static UsageException missing(String option) {
    return new UsageException(
        "Cannot restore on this machine", option, "none", "Give it, or choose a platform.");
  }

  private Optional<RestoreReport> restore(Path local, RestoreTarget target)
      throws InterruptedException {
    try (Steps steps = new Steps(json ? screen.quiet() : screen)) {
      Restore restore = new Restore(target, Unpacking.DEFAULT, steps);
      if (dryRun) {
        tell(restore.preview(local));
        return Optional.empty();
      }
      RestoreReport report = restore.run(local);
      steps.end(report.steps());
      return Optional.of(report);
    }
  }

  private RedisConf settings() {
    Path file = conf.orElseThrow(() -> missing("--conf"));
    try {
      return RedisConf.parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UsageException(
          "Cannot read " + file,
          "the redis.conf that the server will start with",
          String.valueOf(e),
          "Correct --conf.",
          e);
    }
  }

  private Path fetch(Path to) {
    if (!BucketOptions.isUrl(archive)) {
      return Path.of(archive);
    }
    BucketOptions.Place place = s3.place(archive);
    try (Bucket bucket = Bucket.open(place.bucket())) {
      Stored object =
          (place.key().isPresent() ? bucket.find(place.key().get()) : Archives.newest(bucket))
              .orElseThrow(
                  () ->
                      new UsageException(
                          "Cannot restore " + archive,
                          "a backup there",
                          "none",
                          "List the bucket, and name one of its objects."));
      screen.err().println("from " + bucket.url(object.key()));
      Path local = to.resolve("backup.tar.gz");
      bucket.download(object, local);
      return local;
    }
  }

  private void tell(Restore.Preview preview) {
    if (json) {
      screen.out().println(Json.line(preview));
      return;
    }
    tell(preview.metadata());
    screen.out().println("would restore " + preview.does());
  }

  private void tell(RestoreReport report, String below, String now) {
    if (json) {
      screen.out().println(Json.line(report));
      return;
    }
    tell(report.metadata());
    report
        .aside()
        .ifPresent(aside -> screen.out().println("the old files are in " + below + aside));
    screen
        .out()
        .println(
            "restored %s; a redis-server started from it with %,d keys%s"
                .formatted(report.did(), report.keys(), now));
  }

  private void tell(BackupMetadata metadata) {
    screen.out().println(Json.pretty(metadata));
  }
}
