package io.redisdrill;

import io.redisdrill.backup.Children;
import io.redisdrill.backup.PersistentFiles;
import io.redisdrill.load.Load;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.Waiting;
import java.time.Duration;

/**
 * The data set that Redis holds when the load begins.
 *
 * <p>It is made of registers, as the load is, by the same writers, in the same history: so the
 * judge reads each of its keys back, a lost one is a lost write, and no rule is needed for keys
 * that nobody judges. It is no evidence of load, though, and nothing but SET.
 */
final class BaseData {
  private static final Duration LEAST = Duration.ofSeconds(30);
  private static final long SLOWEST_BYTES_A_SECOND = 1 << 20;

  private BaseData() {}

  /**
   * Waits until it is written, and lets Redis put it on disk as its own rewrite or save does. Else
   * it would depend on the size, by way of auto-aof-rewrite-min-size, whether a start loads a
   * snapshot or replays commands.
   */
  static void await(
      Drill drill,
      Load load,
      RunningRedis redis,
      RedisClients clients,
      Recording to,
      Runnable sound)
      throws InterruptedException {
    Workload workload = drill.workload();
    if (workload.base() == 0) {
      return;
    }
    to.step("fill");
    Duration limit = LEAST.plusSeconds(workload.base() / SLOWEST_BYTES_A_SECOND);
    Waiting.until(
        "a base of %,d bytes".formatted(workload.base()),
        limit,
        () -> {
          sound.run();
          refuseRefusals(load);
          return load.filled();
        },
        () -> load.counts().of(Outcome.OK) + " writes acknowledged");
    refuseRefusals(load);
    try (Console console = clients.console(redis.endpoint())) {
      PersistentFiles names = PersistentFiles.of(console.config());
      Children children = new Children(console, to.clock(), limit);
      if (names.appendOnly()) {
        children.rewrite();
        awaitSynced(console, limit);
      } else if (names.savePoints()) {
        children.save();
      }
    }
  }

  /** While an fsync of it is under way, everysec holds back what it acknowledges from then on. */
  private static void awaitSynced(Console console, Duration limit) throws InterruptedException {
    Waiting.until(
        "the base to be synced",
        limit,
        () -> console.info().getOrDefault("aof_pending_bio_fsync", "0").equals("0"),
        () -> "an fsync under way");
  }

  /** A base with gaps has another size than was asked for. */
  private static void refuseRefusals(Load load) {
    if (load.counts().of(Outcome.FAIL) > 0) {
      throw new DrillException(
          "Cannot fill Redis before the load",
          "each write acknowledged",
          load.counts().firstError(),
          "Give it more memory, or fill in less.");
    }
  }
}
