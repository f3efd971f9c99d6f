package io.redisdrill;

import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;
import java.time.Duration;

/** A real Redis that serves, and all that a test needs beside it. */
public final class EmbeddedRedisFixture implements AutoCloseable {
  private final EmbeddedPlatform platform = EmbeddedPlatform.open();
  private final RedisClients clients = new RedisClients();
  private final RunClock clock = RunClock.start();
  private final EventLog events;
  private final RunningRedis redis;

  public EmbeddedRedisFixture(Path runs, Stack stack) throws InterruptedException {
    events = RunDirectory.create(runs, "fixture", clock.startedAt()).record(clock);
    redis = platform.deploy(new Deployment(stack, clock, events));
    Serving.await(redis, clients, Duration.ofSeconds(20));
  }

  public static Stack stack(String name) {
    return StackLoader.load(
        Path.of("../scenarios/src/main/resources/io/redisdrill/scenario/stacks", name));
  }

  public RunningRedis redis() {
    return redis;
  }

  public RedisClients clients() {
    return clients;
  }

  public RunClock clock() {
    return clock;
  }

  @Override
  public void close() {
    redis.close();
    events.close();
    clients.close();
    platform.close();
  }
}
