package io.redisdrill.junit;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.InfoSampler;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.run.Scratch;
import io.redisdrill.stack.RedisConf;
import io.redisdrill.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A deployed Redis that tests use one after the other, and the clock that they all share.
 *
 * @param watched whether its syncs are watched
 * @param scratch a directory that goes with it
 * @param info that it gave of itself when it was new
 * @param asDeployed what tests must not leave changed
 */
record LiveRedis(
    Platform platform,
    Stack stack,
    RunningRedis redis,
    RedisClients clients,
    boolean watched,
    RunClock clock,
    EventLog events,
    Scratch scratch,
    Map<String, String> info,
    AsDeployed asDeployed)
    implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /**
   * What a test can change and FLUSHALL does not bring back.
   *
   * @param config all settings
   * @param users as ACL LIST tells them
   */
  record AsDeployed(Map<String, String> config, List<String> users) {
    static AsDeployed of(Console console) {
      return new AsDeployed(console.config(), console.texts("ACL", "LIST"));
    }
  }

  /** Deploys one, and returns once it serves. */
  static LiveRedis deploy(Platform platform, Stack stack, RedisClients clients, boolean watched) {
    RunClock clock = RunClock.start();
    Scratch scratch = Scratch.create("junit");
    EventLog events =
        RunDirectory.create(scratch.path(), "deployment", clock.startedAt()).record(clock);
    AutoCloseable rest = () -> Closing.all(events, scratch);
    RunningRedis redis;
    try {
      redis = platform.deploy(new Deployment(stack, clock, events, watched));
    } catch (RuntimeException e) {
      throw Closing.after(e, rest);
    }
    try {
      await(redis, clients);
      try (Console console = clients.console(redis.endpoint())) {
        return new LiveRedis(
            platform,
            stack,
            redis,
            clients,
            watched,
            clock,
            events,
            scratch,
            InfoSampler.select(console.info()),
            AsDeployed.of(console));
      }
    } catch (RuntimeException e) {
      throw Closing.after(e, redis, rest);
    }
  }

  private static void await(RunningRedis redis, RedisClients clients) {
    try {
      Serving.await(redis, clients, START_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Redis", e);
    }
  }

  /**
   * Empties it for the next test, and starts it if the last one left it down.
   *
   * @return whether that is enough: a Redis that does not come back, or whose settings or users
   *     were changed, has to be replaced
   */
  boolean reset() {
    try {
      redis.start();
      if (lockedOut()) {
        return false;
      }
      await(redis, clients);
      try (Console console = clients.console(redis.endpoint())) {
        console.status("FLUSHALL");
        console.status("SCRIPT", "FLUSH");
        if (console.texts("COMMAND", "LIST").contains("function")) {
          console.status("FUNCTION", "FLUSH");
        }
        return AsDeployed.of(console).equals(asDeployed);
      }
    } catch (DrillException | RedisUnavailableException e) {
      return false;
    }
  }

  /** To wait would be in vain. */
  private boolean lockedOut() {
    try (Console console = clients.console(redis.endpoint())) {
      return false;
    } catch (RedisUnavailableException e) {
      String why = String.valueOf(e.getMessage());
      return why.startsWith("WRONGPASS") || why.startsWith("NOAUTH") || why.startsWith("NOPERM");
    }
  }

  /** Returns the settings in force, without secrets. */
  Map<String, String> settings() {
    return RedisConf.redacted(asDeployed.config());
  }

  @Override
  public void close() {
    Closing.all(redis, events, scratch);
  }
}
