package io.redisdrill.fault;

import io.redisdrill.DrillException;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lets a Redis that serves write its data anew, and waits until that is done. */
final class NewGeneration {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> BUSY =
      List.of("rdb_bgsave_in_progress", "aof_rewrite_in_progress", "aof_rewrite_scheduled");

  private NewGeneration() {}

  /** A new dump.rdb. */
  static void save(RunningRedis redis) throws InterruptedException {
    by("BGSAVE", "rdb_last_bgsave_status", redis);
  }

  /** A new base, increment and manifest of the AOF. */
  static void rewrite(RunningRedis redis) throws InterruptedException {
    by("BGREWRITEAOF", "aof_last_bgrewrite_status", redis);
  }

  private static void by(String command, String status, RunningRedis redis)
      throws InterruptedException {
    try (RedisClients clients = new RedisClients();
        Console console = clients.console(redis.endpoint())) {
      String[] said = {"nothing yet"};
      Waiting.until(
          "the start of a " + command,
          LIMIT,
          () -> accepted(console, command, said),
          () -> said[0]);
      Waiting.until(
          "the end of a " + command, LIMIT, () -> idle(console.info()), () -> "it goes on");
      String ended = console.info().getOrDefault(status, "no " + status);
      if (!ended.equals("ok")) {
        throw new DrillException(
            "Cannot let Redis write its data anew",
            "a %s that ends well".formatted(command),
            ended,
            "Look at the Redis log in the report.");
      }
    }
  }

  /** It is refused while another child is at work, and then asked for again. */
  private static boolean accepted(Console console, String command, String[] said) {
    try {
      console.status(command);
      return true;
    } catch (RedisUnavailableException refused) {
      said[0] = String.valueOf(refused.getMessage());
      return false;
    }
  }

  private static boolean idle(Map<String, String> info) {
    return BUSY.stream().allMatch(flag -> info.getOrDefault(flag, "0").equals("0"));
  }
}
