package io.redisdrill;

import io.redisdrill.judge.RunEvents;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.InfoSampler;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.stack.RedisConf;
import java.time.Duration;
import java.util.Map;

/** What has to hold before a drill can show anything. */
final class Preconditions {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private Preconditions() {}

  /** Throws if the platform cannot run here, or cannot do what the fault needs. */
  static void requirePossible(Drill drill) {
    drill.platform().unavailable().ifPresent(why -> cannot(drill, "platform", why));
    for (Capability need : drill.fault().needs()) {
      drill.platform().unavailable(need).ifPresent(why -> cannot(drill, drill.fault().name(), why));
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
   *
   * @return its {@code run_id}
   */
  static String awaitEmpty(RunningRedis redis, RedisClients clients, Recording to)
      throws InterruptedException {
    Serving.await(redis, clients, START_LIMIT);
    try (Console console = clients.console(redis.endpoint())) {
      Map<String, String> info = console.info();
      to.events().record(RunEvents.INFO, InfoSampler.select(info));
      to.events().record(RunEvents.CONFIG, RedisConf.redacted(console.config()));
      long keys = console.size();
      if (keys > 0) {
        throw new DrillException(
            "Cannot drill the Redis on port " + redis.endpoint().port(),
            "an empty database",
            keys + " keys: " + console.keys(3),
            "Give the drill a Redis of its own: it overwrites and loses data.");
      }
      return info.getOrDefault("run_id", "");
    }
  }
}
