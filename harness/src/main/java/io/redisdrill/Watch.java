package io.redisdrill;

import io.redisdrill.judge.RunEvents;
import io.redisdrill.load.HistoryWriter;
import io.redisdrill.load.LoadCounts;
import io.redisdrill.load.Outcome;
import io.redisdrill.platform.RunningRedis;
import java.time.Duration;
import java.util.Map;

/**
 * Looks, whenever it is run, whether the drill can go on, and tells now and then how far it is. One
 * thread at a time.
 */
final class Watch implements Runnable {
  private static final long EVERY_NANOS = Duration.ofMillis(250).toNanos();

  private final RunningRedis redis;
  private final HistoryWriter history;
  private final LoadCounts counts;
  private final Recording to;
  private long due;

  Watch(RunningRedis redis, HistoryWriter history, LoadCounts counts, Recording to) {
    this.redis = redis;
    this.history = history;
    this.counts = counts;
    this.to = to;
  }

  @Override
  public void run() {
    history.check();
    to.events().check();
    long now = to.clock().now();
    if (now >= due) {
      due = now + EVERY_NANOS;
      redis.check();
      to.events().record(RunEvents.PROGRESS, Map.of("acknowledged", counts.of(Outcome.OK)));
    }
  }
}
