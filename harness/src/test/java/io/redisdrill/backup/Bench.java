package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.InJvmS3;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A Redis, an S3 and what lies between them, for the tests of this package. */
final class Bench implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(30);

  final RunClock clock = RunClock.start();
  final RedisClients clients = new RedisClients();
  final EmbeddedPlatform platform;
  final InJvmS3 s3 = InJvmS3.start();
  final Bucket bucket = Bucket.open(s3.bucket("redis-backups"));
  final Path directory;
  private final EventLog events;
  private RunningRedis redis;
  private Stack stack;

  Bench(Path directory, Stack stack) throws InterruptedException {
    this(directory, stack, EmbeddedPlatform.open());
  }

  /** On another server; the platform is closed with this. */
  Bench(Path directory, Stack stack, EmbeddedPlatform platform) throws InterruptedException {
    this.platform = platform;
    this.directory = directory;
    this.events = RunDirectory.create(directory, "bench", clock.startedAt()).record(clock);
    this.stack = stack;
    this.redis = deployed(stack);
  }

  static Stack stack(String name) {
    return StackLoader.load(
        Path.of("../scenarios/src/main/resources/io/redisdrill/scenario/stacks", name));
  }

  private RunningRedis deployed(Stack what) throws InterruptedException {
    RunningRedis deployed = platform.deploy(new Deployment(what, clock, events));
    Serving.await(deployed, clients, LIMIT);
    return deployed;
  }

  /** Another Redis takes the place of this one, with no data. */
  void deploy(Stack what) throws InterruptedException {
    redis.close();
    stack = what;
    redis = deployed(what);
  }

  String stackName() {
    return stack.name();
  }

  RunningRedis redis() {
    return redis;
  }

  void fill(int keys) {
    try (Console console = clients.console(redis.endpoint())) {
      for (int i = 0; i < keys; i++) {
        console.set(("key:" + i).getBytes(US_ASCII), ("value:" + i).getBytes(US_ASCII));
      }
    }
  }

  void set(String key, String value) {
    try (Console console = clients.console(redis.endpoint())) {
      console.set(key.getBytes(US_ASCII), value.getBytes(US_ASCII));
    }
  }

  Optional<String> get(String key) {
    try (Console console = clients.console(redis.endpoint())) {
      return console.get(List.of(key.getBytes(US_ASCII))).get(0).map(v -> new String(v, US_ASCII));
    }
  }

  long size() {
    try (Console console = clients.console(redis.endpoint())) {
      return console.size();
    }
  }

  BackupSource source() {
    return new BackupSource(redis, clients, clock, "redis-0", "default");
  }

  BackupReport backUp() throws InterruptedException {
    return new JvmBackup().run(source(), bucket);
  }

  Path download(BackupReport report) {
    Path archive = directory.resolve(report.metadata().timestamp() + ".tar.gz");
    bucket.download(bucket.find(report.key()).orElseThrow(), archive);
    return archive;
  }

  Restore restore(Consumer<String> step) {
    return new Restore(target(), Unpacking.DEFAULT, step);
  }

  RestoreTarget target() {
    return new RestoreTarget(
        redis, clients, clock, PersistentFiles.of(stack.conf()), Duration.ofSeconds(10), LIMIT);
  }

  @Override
  public void close() {
    bucket.close();
    s3.close();
    platform.close();
    clients.close();
    events.close();
  }
}
