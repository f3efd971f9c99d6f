package io.redisdrill.junit;

import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.FileTrees;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.RedisConf;
import io.redisdrill.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A deployed Redis that tests use one after the other, and the clock that they all share. */
final class LiveRedis implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final RunClock clock = RunClock.start();
  private final Path scratch;
  private final EventLog events;
  private final RunningRedis redis;
  private final RedisClients clients;
  private final Stack stack;
  private final String platform;

  LiveRedis(Suite suite, Config config, Stack stack) {
    this.stack = stack;
    this.clients = suite.clients();
    var on = suite.platform(config);
    this.platform = on.name();
    try {
      this.scratch = Files.createTempDirectory("redis-drill-junit-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.events = RunDirectory.create(scratch, "deployment", clock.startedAt()).record(clock);
    this.redis = on.deploy(new Deployment(stack, clock, events));
  }

  RunClock clock() {
    return clock;
  }

  RunningRedis redis() {
    return redis;
  }

  Stack stack() {
    return stack;
  }

  String platform() {
    return platform;
  }

  RedisUnderTest underTest(EventLog to, String test) {
    return new RedisUnderTest(redis, clients, clock, to, test);
  }

  /** Waits until it serves and empties it, whatever the test before did to it. */
  void reset() {
    try {
      redis.start();
      Serving.await(redis, clients, START_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Redis", e);
    }
    try (Console console = clients.console(redis.endpoint())) {
      console.status("FLUSHALL");
    }
  }

  /** Returns the settings in force, without secrets. */
  Map<String, String> config() {
    try (Console console = clients.console(redis.endpoint())) {
      return RedisConf.redacted(console.config());
    }
  }

  @Override
  public void close() {
    Closing.all(List.of(redis, events, () -> FileTrees.delete(scratch)));
  }
}
