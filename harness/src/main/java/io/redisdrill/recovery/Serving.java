package io.redisdrill.recovery;

import io.redisdrill.DrillException;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Waits for a Redis that serves. Not a measurement: see {@link RecoveryProbe}. */
public final class Serving {
  private Serving() {}

  /** Waits until Redis answers and has loaded its data. */
  public static void await(RunningRedis redis, RedisClients clients, Duration limit)
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
          if (!redis.ready()) {
            lastSeen.set("not ready, as the platform sees it");
            return false;
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
      String why = String.valueOf(e.getMessage());
      if (why.startsWith("WRONGPASS") || why.startsWith("NOAUTH") || why.startsWith("NOPERM")) {
        throw new DrillException(
            "Cannot log in to Redis",
            "a server that takes the password of its stack",
            why,
            "See that redis.conf and the Secret of the manifests name the same password.",
            e);
      }
      lastSeen.set(why);
      return false;
    }
  }
}
