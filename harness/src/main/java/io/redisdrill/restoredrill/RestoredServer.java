package io.redisdrill.restoredrill;

import io.redisdrill.DrillException;
import io.redisdrill.backup.Compatibility;
import io.redisdrill.backup.PersistentFiles;
import io.redisdrill.backup.Restore;
import io.redisdrill.backup.RestoreReport;
import io.redisdrill.backup.RestoreTarget;
import io.redisdrill.backup.UnpackedBackup;
import io.redisdrill.backup.Unpacking;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.restoredrill.RestoreResult.Phase;
import io.redisdrill.restoredrill.RestoreResult.Server;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.stack.RedisConf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A Redis of this machine that a backup is restored into, and nothing else. Not thread-safe. */
final class RestoredServer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final long SLOW_DISK = 10 << 20;

  private final RunningRedis redis;
  private final RedisClients clients;
  private final RunClock clock;
  private PersistentFiles names;
  private final Duration limit;

  private RestoredServer(
      RunningRedis redis,
      RedisClients clients,
      RunClock clock,
      PersistentFiles names,
      Duration limit) {
    this.redis = redis;
    this.clients = clients;
    this.clock = clock;
    this.names = names;
    this.limit = limit;
  }

  /** Returns one that is down. */
  static RestoredServer over(
      Path data,
      RedisConf conf,
      EmbeddedPlatform platform,
      RedisClients clients,
      RunClock clock,
      EventLog events,
      Duration limit) {
    RunningRedis redis = platform.over(data, conf, clock, events);
    return new RestoredServer(redis, clients, clock, PersistentFiles.of(conf), limit);
  }

  /** Returns the settings that a Redis needs to start from a backup, and to go on afterwards. */
  static RedisConf confFor(PersistentFiles names) {
    String text =
        """
        save 3600 1
        appendonly %s
        databases 1024
        """
            .formatted(names.appendOnly() ? "yes" : "no");
    return RedisConf.parse("the drill's own redis.conf", text)
        .withArguments("dbfilename", List.of(names.rdb()))
        .withArguments("appenddirname", List.of(names.aofDirectory()))
        .withArguments("appendfilename", List.of(names.aof()));
  }

  /**
   * Starts it without data, so that what fails afterwards is the backup's fault, and leaves it down
   * and empty.
   *
   * @throws DrillException if it does not start, or could not load what the other server saved
   */
  Server tryOut(UnpackedBackup backup) throws InterruptedException {
    redis.start();
    Serving.await(redis, clients, limit);
    Map<String, String> info = info();
    names = names.on(info);
    redis.stop(limit);
    redis.files().list().stream()
        .filter(file -> names.owns(file.path()))
        .forEach(file -> redis.files().delete(file.path()));
    Server server =
        new Server(
            info.getOrDefault("server_name", "redis"),
            info.getOrDefault("redis_version", "unknown"));
    Compatibility.require(backup.metadata(), info);
    return server;
  }

  /** Restores; returns the phases: place, start, load. */
  List<Phase> restore(UnpackedBackup backup, Unpacking limits) throws InterruptedException {
    long began = clock.now();
    AtomicLong start = new AtomicLong(began);
    RestoreTarget target = new RestoreTarget(redis, clients, clock, names, limit, limit);
    Restore restore =
        new Restore(
            target,
            limits,
            step -> {
              if (step.equals("start")) {
                start.set(clock.now());
              }
            });
    RestoreReport report = restore.run(backup);
    long served = clock.now();
    long up =
        redis
            .log()
            .first(Source.REDIS, start.get(), line -> line.contains("Server initialized"))
            .map(line -> line.at())
            .orElse(served);
    long bytes = report.metadata().bytes();
    List<Phase> phases = new ArrayList<>();
    phases.add(Findings.phase("place", start.get() - began, bytes));
    phases.add(Findings.phase("start", up - start.get(), 0));
    phases.add(Findings.phase("load", served - up, bytes));
    return phases;
  }

  Console console() {
    return clients.console(redis.endpoint());
  }

  Map<String, String> info() {
    try (Console console = console()) {
      return console.info();
    }
  }

  /**
   * Stops it as a deleted pod is stopped.
   *
   * @throws DrillException if it does not end by itself: it may have no space for what it saves
   */
  void stop(long bytes) {
    Duration grace = GRACE.plusSeconds(bytes / SLOW_DISK);
    long began = clock.now();
    redis.stop(grace);
    if (redis.log().first(Source.PLATFORM, began, line -> line.contains("SIGKILL")).isPresent()) {
      throw new DrillException(
          "Cannot start Redis a second time",
          "its end within %s of SIGTERM, with all saved".formatted(grace),
          "a process that had to be killed",
          "See its log in events.jsonl: it may have no space for what it saves.");
    }
  }

  /** Starts it from what it left. */
  void start() throws InterruptedException {
    redis.start();
    Serving.await(redis, clients, limit);
  }

  @Override
  public void close() {
    redis.close();
  }
}
