package io.redisdrill.backup;

import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Kills Redis while a child of it writes its data. Each key takes the child a millisecond from then
 * on, so that it is known to have been at work when the process was gone: a flag that was up a
 * moment before would not show it.
 */
final class ChildKill {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String DELAY = "rdb-key-save-delay";
  private static final long DELAY_MICROS = 1_000;

  private final BackupSource source;
  private final String flag;
  private final CompletableFuture<Map<String, Object>> killing;
  private final long idle;
  private volatile boolean over;

  private ChildKill(BackupSource source, String flag, long idle) {
    this.source = source;
    this.flag = flag;
    this.idle = idle;
    this.killing = new CompletableFuture<>();
  }

  /** Slows the children down, and waits for one on a thread of its own. */
  static ChildKill begin(BackupSource source, String flag) {
    ChildKill kill = new ChildKill(source, flag, idle(source, flag));
    Thread thread = new Thread(kill::run, "child-kill");
    thread.setDaemon(true);
    thread.start();
    return kill;
  }

  /** Returns when there was none yet: the one that is awaited has not been asked for. */
  private static long idle(BackupSource source, String flag) {
    try (Console console = source.clients().console(source.redis().endpoint())) {
      console.status("CONFIG", "SET", DELAY, Long.toString(DELAY_MICROS));
      long asked = source.clock().now();
      return "0".equals(console.info().get(flag)) ? asked : Long.MIN_VALUE;
    }
  }

  private static void slow(BackupSource source, long micros) {
    try (Console console = source.clients().console(source.redis().endpoint())) {
      console.status("CONFIG", "SET", DELAY, Long.toString(micros));
    }
  }

  private void run() {
    try {
      killing.complete(kill());
    } catch (RuntimeException e) {
      killing.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      killing.completeExceptionally(e);
    }
  }

  private Map<String, Object> kill() throws InterruptedException {
    Map<String, Object> proof = new TreeMap<>();
    try (Console console = source.clients().console(source.redis().endpoint())) {
      AtomicLong before = new AtomicLong(idle);
      Map<String, String> seen = new TreeMap<>();
      Waiting.until(
          flag,
          LIMIT,
          () -> {
            long asked = source.clock().now();
            seen.putAll(console.info());
            boolean working = "1".equals(seen.get(flag));
            if (!working) {
              before.set(asked);
            }
            return working || over;
          },
          () -> String.valueOf(seen.get(flag)));
      if (!"1".equals(seen.get(flag)) || before.get() == Long.MIN_VALUE) {
        return proof;
      }
      proof.put("killed", source.redis().process().id());
      source.redis().kill();
      // It had not begun at that moment, and needs as long as this for all keys.
      long most = source.clock().now() - before.get();
      long atLeast = TimeUnit.MICROSECONDS.toNanos(Keyspace.keys(seen) * DELAY_MICROS);
      proof.put("child", flag);
      proof.put("childAgeAtMostMillis", TimeUnit.NANOSECONDS.toMillis(most));
      proof.put("childNeedsAtLeastMillis", TimeUnit.NANOSECONDS.toMillis(atLeast));
      proof.put("childCutShort", most < atLeast);
      return proof;
    }
  }

  /** Waits for it, and returns whether a child was at work. */
  boolean end(Map<String, Object> proof) {
    over = true;
    try {
      proof.putAll(killing.join());
    } catch (CompletionException e) {
      proof.put("notKilledBecause", String.valueOf(e.getCause()));
    }
    boolean shown = Boolean.TRUE.equals(proof.get("childCutShort"));
    if (!shown) {
      putBack();
    }
    return shown;
  }

  /** A process that was started since has read its own setting from its file. */
  private void putBack() {
    try {
      slow(source, 0);
    } catch (RedisUnavailableException away) {
      // Then there is no process that is slow.
      return;
    }
  }
}
