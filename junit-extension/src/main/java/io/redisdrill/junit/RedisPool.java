package io.redisdrill.junit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Redis that the tests of a class share: one, and as many more as tests run at the same time,
 * since no two may use the same at once. Thread-safe.
 */
final class RedisPool implements AutoCloseable {
  private final Supplier<LiveRedis> deploy;
  private final List<LiveRedis> all = new ArrayList<>();
  private final Deque<LiveRedis> idle = new ArrayDeque<>();

  RedisPool(Supplier<LiveRedis> deploy) {
    this.deploy = deploy;
  }

  /** Returns one that is empty and as it was deployed, for the caller alone. */
  LiveRedis take() {
    for (LiveRedis used = pollIdle(); used != null; used = pollIdle()) {
      if (used.reset()) {
        return used;
      }
      forget(used);
      used.close();
    }
    LiveRedis made = deploy.get();
    remember(made);
    return made;
  }

  private synchronized @Nullable LiveRedis pollIdle() {
    return idle.poll();
  }

  private synchronized void remember(LiveRedis made) {
    all.add(made);
  }

  private synchronized void forget(LiveRedis used) {
    all.remove(used);
  }

  synchronized void giveBack(LiveRedis used) {
    idle.push(used);
  }

  @Override
  public synchronized void close() {
    Closing.all(all.toArray(new AutoCloseable[0]));
  }
}
