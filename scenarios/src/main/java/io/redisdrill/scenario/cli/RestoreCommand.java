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

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "Where it goes.")
  private Path data = Path.of("");

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      required = true,
      description = "The redis.conf that the server will start with: it decides what it loads.")
  private Path conf = Path.of("");

  @Option(
      names = "--redis",
      paramLabel = "PATH",
      description = "The redis-server to prove it with, instead of the bundled one.")
  private Optional<Path> redis = Optional.empty();

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
    RedisConf settings = settings();
    try (Scratch scratch = Scratch.create("restore");
        EmbeddedPlatform platform = EmbeddedPlatform.open(redis);
        RedisClients clients = new RedisClients()) {
      Path local = fetch(scratch.path());
      RunClock clock = RunClock.start();
      try (EventLog events =
              RunDirectory.create(scratch.path(), "restore", clock.startedAt()).record(clock);
          RunningRedis server = platform.over(data, settings, clock, events)) {
        restore(
            local,
            new RestoreTarget(
                server, clients, clock, PersistentFiles.of(settings), GRACE, START_LIMIT));
      }
    }
    return ExitCode.PASS;
  }

  private void restore(Path local, RestoreTarget target) throws InterruptedException {
    try (Steps steps = new Steps(json ? screen.quiet() : screen)) {
      Restore restore = new Restore(target, Unpacking.DEFAULT, steps);
      if (dryRun) {
        tell(restore.preview(local));
        return;
      }
      RestoreReport report = restore.run(local);
      target.redis().stop(GRACE);
      steps.end(report.steps());
      tell(report);
    }
  }

  private RedisConf settings() {
    try {
      return RedisConf.parse(conf.toString(), Files.readString(conf));
    } catch (IOException e) {
      throw new UsageException(
          "Cannot read " + conf,
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

  private void tell(RestoreReport report) {
    if (json) {
      screen.out().println(Json.line(report));
      return;
    }
    tell(report.metadata());
    report
        .aside()
        .ifPresent(aside -> screen.out().println("the old files are in " + data.resolve(aside)));
    screen
        .out()
        .println(
            "restored %s; a redis-server started from it with %,d keys, and is down again"
                .formatted(report.did(), report.keys()));
  }

  private void tell(BackupMetadata metadata) {
    screen.out().println(Json.pretty(metadata));
  }
}
