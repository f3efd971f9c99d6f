package io.redisdrill;

import io.redisdrill.judge.RunEvents;
import io.redisdrill.load.LoadCounts;
import io.redisdrill.load.Outcome;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.recovery.RecoveryProbe;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.InfoSampler;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.Waiting;
import io.redisdrill.stack.RedisConf;
import java.time.Duration;
import java.util.Map;

/** What has to hold before a drill can show anything. */
final class Preconditions {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration FIRST_WRITE_LIMIT = Duration.ofSeconds(30);

  private Preconditions() {}

  /** Throws if the platform cannot run here, or cannot do what the fault needs. */
  static void requirePossible(Drill drill) {
    drill.platform().unavailable().ifPresent(why -> cannot(drill, "platform", why));
    if (drill.stack().applying().pods()) {
      drill
          .platform()
          .unavailable(Capability.PODS)
          .ifPresent(why -> cannot(drill, "stack " + drill.stack().name(), why));
    }
    for (Capability need : drill.fault().needs()) {
      drill.platform().unavailable(need).ifPresent(why -> cannot(drill, drill.fault().name(), why));
    }
    for (Capability need : drill.recovery().needs()) {
      drill
          .platform()
          .unavailable(need)
          .ifPresent(why -> cannot(drill, drill.recovery().name(), why));
    }
  }

  private static void cannot(Drill drill, String what, String why) {
    throw new DrillException(
        "Cannot run " + drill.name(),
        "a platform that can do it",
        "the %s is unavailable on %s: %s".formatted(what, drill.platform().name(), why),
        "See ./drill doctor.");
  }

  /**
   * Waits until Redis serves, records its settings, and refuses one that holds data: what was not
   * written by this drill cannot be told from what was.
   */
  static void awaitEmpty(RunningRedis redis, RedisClients clients, Recording to)
      throws InterruptedException {
    Serving.await(redis, clients, START_LIMIT);
    try (Console console = clients.console(redis.endpoint())) {
      record(console, to);
      long keys = console.size();
      if (keys > 0) {
        throw new DrillException(
            "Cannot drill the Redis on port " + redis.endpoint().port(),
            "an empty database",
            keys + " keys: " + console.keys(3),
            "Give the drill a Redis of its own: it overwrites and loses data.");
      }
    }
  }

  /** The load lasts from its first acknowledged write: until then nothing could be lost. */
  static void awaitFirstWrite(LoadCounts counts, Runnable sound) throws InterruptedException {
    Waiting.until(
        "the first acknowledged write",
        FIRST_WRITE_LIMIT,
        () -> {
          sound.run();
          return counts.of(Outcome.OK) > 0;
        },
        () -> counts.firstError().isEmpty() ? "no answer" : counts.firstError());
  }

  /**
   * Records the settings once more, which may have been changed since, and leaves a value for the
   * probe to find.
   *
   * @return the {@code run_id} of the process that the fault will hit
   */
  static String beforeTheFault(RunningRedis redis, RedisClients clients, Recording to) {
    try (Console console = clients.console(redis.endpoint())) {
      console.set(RecoveryProbe.KEY, RecoveryProbe.BEFORE);
      String runId = record(console, to);
      if (runId.isEmpty()) {
        throw new DrillException(
            "Cannot tell one process of this Redis from the next",
            "a run_id in its INFO",
            "none",
            "Use Redis 2.8 or later, or Valkey.");
      }
      return runId;
    }
  }

  private static String record(Console console, Recording to) {
    long asked = to.clock().now();
    Map<String, String> info = console.info();
    to.events().record(asked, RunEvents.INFO, InfoSampler.select(info));
    to.events().record(RunEvents.CONFIG, RedisConf.redacted(console.config()));
    return info.getOrDefault("run_id", "");
  }
}
