package io.redisdrill;

import io.redisdrill.judge.RunEvents;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.InfoSampler;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Waiting;
import io.redisdrill.stack.RedisConf;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

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
    awaitServing(redis, clients, START_LIMIT);
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

  /** Waits until Redis answers and has loaded its data. */
  static void awaitServing(RunningRedis redis, RedisClients clients, Duration limit)
      throws InterruptedException {
    AtomicReference<String> lastSeen = new AtomicReference<>("nothing yet");
    Waiting.until(
        "Redis to serve",
        limit,
        () -> {
          redis.check();
          Optional<String> gaveUp = redis.gaveUp();
          if (gaveUp.isPresent()) {
            throw new DrillException(
                "Cannot start Redis",
                "a server that stays up",
                gaveUp.get(),
                "Mend the setting or the file that Redis complains of.");
          }
          return serves(redis, clients, lastSeen);
        },
        () -> String.valueOf(lastSeen.get()));
  }

  private static boolean serves(
      RunningRedis redis, RedisClients clients, AtomicReference<String> lastSeen) {
    try (Console console = clients.console(redis.endpoint())) {
      boolean loading = !"0".equals(console.info().getOrDefault("loading", "0"));
      lastSeen.set(loading ? "loading its data" : "serving");
      return !loading;
    } catch (RedisUnavailableException e) {
      lastSeen.set(String.valueOf(e.getMessage()));
      return false;
    }
  }
}
