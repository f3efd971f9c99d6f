package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.backup.BackupPreview;
import io.redisdrill.backup.BackupReport;
import io.redisdrill.backup.BackupSource;
import io.redisdrill.backup.JvmBackup;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.embedded.LocalServer;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.run.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drill backup}. */
@Command(
    name = "backup",
    description = {
      "Back up a running Redis whose data directory is on this machine, or that a drill left in a",
      "cluster: save, copy while it goes on, upload, keep the newest."
    },
    sortOptions = false)
final class BackupCommand implements Callable<Integer> {
  private static final Duration CHILD_LIMIT = Duration.ofMinutes(30);

  private final Screen screen;

  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Its data directory (what it calls 'dir' itself).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "s3://BUCKET",
      required = true,
      description = "Where the backup goes, as redis-backups/redis-backup-<timestamp>.tar.gz.")
  private String to = "";

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Mixin private BucketOptions s3 = new BucketOptions();

  @Option(names = "--keep", paramLabel = "N", description = "How many backups stay there (3).")
  private int keep = 3;

  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print what was done as JSON on a line.")
  private boolean json;

  BackupCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (RedisClients clients = new RedisClients();
        Bucket bucket = Bucket.open(s3.place(to).bucket())) {
      return cluster.given() ? ofACluster(clients, bucket) : ofThisMachine(clients, bucket);
    }
  }

  private int ofThisMachine(RedisClients clients, Bucket bucket) throws InterruptedException {
    Endpoint endpoint = server.endpoint();
    try (LocalServer redis = new LocalServer(endpoint, directory(clients, endpoint))) {
      String host = endpoint.host() + ":" + endpoint.port();
      return run(new BackupSource(redis, clients, RunClock.start(), host, ""), bucket);
    }
  }

  private int ofACluster(RedisClients clients, Bucket bucket) throws InterruptedException {
    RunClock clock = RunClock.start();
    try (Scratch scratch = Scratch.create("backup");
        EventLog events =
            RunDirectory.create(scratch.path(), "backup", clock.startedAt()).record(clock);
        ClusterOptions.Attached there = cluster.attach(clock, events)) {
      if (!dryRun) {
        cluster.carry(there.redis(), bucket);
      }
      String pod = there.redis().process().id();
      return run(new BackupSource(there.redis(), clients, clock, pod, there.namespace()), bucket);
    }
  }

  private int run(BackupSource source, Bucket bucket) throws InterruptedException {
    JvmBackup procedure = new JvmBackup(keep, CHILD_LIMIT, step -> {});
    try (Steps steps = new Steps(json ? screen.quiet() : screen)) {
      if (dryRun) {
        tell(procedure.preview(source, bucket));
        return ExitCode.PASS;
      }
      BackupReport made = procedure.telling(steps).run(source, bucket);
      steps.end(made.steps());
      tell(made);
      return ExitCode.PASS;
    }
  }

  private Path directory(RedisClients clients, Endpoint endpoint) {
    Path directory = data.orElseGet(() -> Path.of(said(clients, endpoint)));
    if (!Files.isReadable(directory) || !Files.isDirectory(directory)) {
      throw new UsageException(
          "Cannot back up the Redis at %s:%d".formatted(endpoint.host(), endpoint.port()),
          "its data directory on this machine, readable",
          directory + ", which is not",
          "Run it where the data are, or name the directory with --data.");
    }
    return directory;
  }

  private static String said(RedisClients clients, Endpoint endpoint) {
    try (Console console = clients.console(endpoint)) {
      return console.config().getOrDefault("dir", ".");
    }
  }

  private void tell(BackupPreview preview) {
    if (json) {
      screen.out().println(Json.line(preview));
      return;
    }
    screen.out().println("would back up " + preview.words());
    preview
        .files()
        .forEach(file -> screen.out().println("  %,15d  %s".formatted(file.size(), file.path())));
    screen.out().println("to " + preview.url());
    preview.deletes().forEach(key -> screen.out().println("and delete " + key));
  }

  private void tell(BackupReport made) {
    if (json) {
      screen.out().println(Json.line(made));
      return;
    }
    screen.out().println(Json.pretty(made.metadata()));
    made.deleted().forEach(key -> screen.out().println("deleted " + key));
    screen.out().println("%s  %,d bytes".formatted(made.url(), made.bytes()));
  }
}
