package io.redisdrill.restoredrill;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Verdict;
import io.redisdrill.backup.BackupReport;
import io.redisdrill.backup.BackupSource;
import io.redisdrill.backup.JvmBackup;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.InJvmS3;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.StackLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Redis with data of every kind, an S3, and drills of what was backed up there. */
final class Workshop implements AutoCloseable {
  static final String SECRET = "top-secret";
  static final long KEYS = 1_010;

  final InJvmS3 s3 = InJvmS3.start();
  final Bucket bucket = Bucket.open(s3.bucket("redis-backups"));
  final RedisClients clients = new RedisClients();
  final EmbeddedPlatform platform;
  private final RunClock clock = RunClock.start();
  private final Path directory;
  private final EventLog events;
  final RunningRedis redis;

  Workshop(Path directory, String stack) throws InterruptedException {
    this(directory, stack, EmbeddedPlatform.open());
  }

  Workshop(Path directory, String stack, EmbeddedPlatform platform) throws InterruptedException {
    this.directory = directory;
    this.platform = platform;
    events = RunDirectory.create(directory, "workshop", clock.startedAt()).record(clock);
    redis =
        platform.deploy(
            new Deployment(
                StackLoader.load(
                    Path.of(
                        "../scenarios/src/main/resources/io/redisdrill/scenario/stacks", stack)),
                clock,
                events));
    Serving.await(redis, clients, Duration.ofSeconds(30));
    fill();
  }

  private void fill() {
    try (Console console = clients.console(redis.endpoint())) {
      for (int i = 0; i < KEYS - 10; i++) {
        console.set((SECRET + ":key:" + i).getBytes(US_ASCII), SECRET.getBytes(US_ASCII));
      }
      for (int i = 0; i < 4; i++) {
        console.status("SET", SECRET + ":ttl:" + i, SECRET, "EX", "100000");
      }
      console.number("HSET", SECRET + ":hash", "field", SECRET);
      console.number("LPUSH", SECRET + ":list", SECRET);
      console.number("SADD", SECRET + ":set", SECRET);
      console.number("ZADD", SECRET + ":zset", "1", SECRET);
      console.status("SELECT", "3");
      console.number("HSET", "orders:last", "field", SECRET);
      console.number("LPUSH", SECRET + ":list", SECRET);
    }
  }

  Console console() {
    return clients.console(redis.endpoint());
  }

  BackupReport backUp() throws InterruptedException {
    return new JvmBackup().run(new BackupSource(redis, clients, clock, "redis-0", "shop"), bucket);
  }

  /** Returns a new backup as a file of this machine. */
  Path archive(String name) throws InterruptedException {
    Path file = directory.resolve(name);
    bucket.download(bucket.find(backUp().key()).orElseThrow(), file);
    return file;
  }

  RestoreResult drill(Path archive, String... rules) {
    return drill(request(new LocalOrigin(archive), rules));
  }

  static Request request(Origin origin, String... rules) {
    return Request.of(origin, "redis-drill test")
        .expecting(Stream.of(rules).map(Expectation::parse).toList());
  }

  RestoreResult drill(Request request) {
    RunDirectory run = RunDirectory.create(directory.resolve("runs"), "drill", Instant.now());
    RestoreResult result = new RestoreDrill(platform, clients, step -> {}).run(request, run);
    run.write(RestoreResult.FILE, SealedReport.of(result, java.util.Optional.empty()).text());
    return result;
  }

  static Map<String, Verdict> verdicts(RestoreResult result) {
    Map<String, Verdict> all = new HashMap<>();
    for (List<Check> checks : List.of(result.checks(), result.expectations())) {
      checks.forEach(check -> all.merge(check.name(), check.verdict(), Verdict::and));
    }
    return all;
  }

  static void shows(RestoreResult result, Verdict verdict, String name, String words) {
    assertThat(result.verdict()).as(result.toString()).isEqualTo(verdict);
    assertThat(verdicts(result)).containsEntry(name, verdict);
    assertThat(result.checks() + "" + result.expectations()).contains(words);
  }

  /** Returns every text that the drills left behind. */
  List<String> evidence() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("runs"))) {
      return files
          .filter(Files::isRegularFile)
          .map(
              file -> {
                try {
                  return new String(Files.readAllBytes(file), US_ASCII);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
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
