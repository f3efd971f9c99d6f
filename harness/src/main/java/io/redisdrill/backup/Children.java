package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets Redis write its files in a child process and waits for proof that it did. A flag that is
 * down proves nothing: it may not have risen yet, or the child may have failed.
 *
 * @param console to Redis; a connection that ends is the end of the process that was asked
 * @param clock of the run
 * @param limit for each wait
 */
public record Children(Console console, RunClock clock, Duration limit) {
  private static final String SAVED_AT = "rdb_last_save_time";

  /**
   * Makes Redis save an RDB file.
   *
   * @return when it was asked to: everything acknowledged before is in the file
   */
  public long save() throws InterruptedException {
    Map<String, String> before = awaitSecondAfterSave();
    long asked = start("BGSAVE");
    Map<String, String> after = awaitNoChild("the end of BGSAVE");
    boolean advanced = number(after, SAVED_AT) > number(before, SAVED_AT);
    if (!advanced || !"ok".equals(after.get("rdb_last_bgsave_status"))) {
      throw failed("save an RDB file", "rdb_last_bgsave_status ok and a later LASTSAVE", after);
    }
    return asked;
  }

  /** Makes Redis write its AOF anew: a base as small as the data, and an empty increment. */
  public void rewrite() throws InterruptedException {
    start("BGREWRITEAOF");
    Map<String, String> after = awaitNoChild("the end of BGREWRITEAOF");
    if (!"ok".equals(after.get("aof_last_bgrewrite_status"))) {
      throw failed("rewrite the AOF", "aof_last_bgrewrite_status ok", after);
    }
  }

  /** LASTSAVE counts whole seconds: within one, two saves cannot be told apart. */
  private Map<String, String> awaitSecondAfterSave() throws InterruptedException {
    Map<String, String> seen = new TreeMap<>();
    Waiting.until(
        "a second after the last save",
        limit,
        () -> {
          Map<String, String> info = console.info();
          seen.clear();
          seen.putAll(info);
          return number(info, "server_time_usec") / 1_000_000 > number(info, SAVED_AT);
        },
        () -> String.valueOf(seen.get(SAVED_AT)));
    return seen;
  }

  /** Starts a child, once there is no other; Redis answers after the fork. */
  private long start(String command) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      awaitNoChild("the end of other child processes");
      long asked = clock.now();
      try {
        console.status(command);
        return asked;
      } catch (RedisUnavailableException e) {
        String said = String.valueOf(e.getMessage());
        boolean busy = said.contains("in progress") || said.contains("child process");
        if (!busy || System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  private Map<String, String> awaitNoChild(String what) throws InterruptedException {
    Map<String, String> seen = new TreeMap<>();
    Waiting.until(
        what,
        limit,
        () -> {
          Map<String, String> info = console.info();
          seen.clear();
          seen.putAll(info);
          return number(info, "rdb_bgsave_in_progress") == 0
              && number(info, "aof_rewrite_in_progress") == 0
              && number(info, "aof_rewrite_scheduled") == 0;
        },
        () -> persistence(seen).toString());
    return seen;
  }

  private static DrillException failed(String what, String expected, Map<String, String> info) {
    return new DrillException(
        "Cannot " + what,
        expected,
        persistence(info).toString(),
        "Read the Redis log: a full disk, a fork without memory, or a FLUSHALL ends the child.");
  }

  private static Map<String, String> persistence(Map<String, String> info) {
    Map<String, String> shown = new TreeMap<>(info);
    shown
        .keySet()
        .removeIf(
            name ->
                !name.endsWith("_status") && !name.endsWith("_progress") && !name.equals(SAVED_AT));
    return shown;
  }

  static long number(Map<String, String> info, String name) {
    return Long.parseLong(info.getOrDefault(name, "0"));
  }
}
