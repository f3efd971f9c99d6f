package io.redisdrill.load;

import io.redisdrill.redis.Console;
import io.redisdrill.run.RunClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads every register once. */
public final class ReadBack {
  private static final int KEYS_A_READ = 500;

  private ReadBack() {}

  /**
   * Reads all registers.
   *
   * @param keys how many keys each writer has written to
   * @throws io.redisdrill.redis.RedisUnavailableException if one read fails: half a read-back shows
   *     nothing
   */
  public static Survivors read(Console redis, int[] keys, RunClock clock) {
    Survivors survivors = new Survivors(keys);
    long from = clock.now();
    for (int writer = 0; writer < keys.length; writer++) {
      for (int key = 0; key < keys[writer]; key += KEYS_A_READ) {
        read(redis, survivors, writer, key, Math.min(keys[writer], key + KEYS_A_READ));
      }
    }
    survivors.readBetween(from, clock.now());
    return survivors;
  }

  private static void read(Console redis, Survivors into, int writer, int from, int to) {
    List<byte[]> names = new ArrayList<>(to - from);
    for (int key = from; key < to; key++) {
      names.add(RegisterValue.key(writer, key));
    }
    List<Optional<byte[]>> values = redis.get(names);
    for (int i = 0; i < values.size(); i++) {
      int key = from + i;
      into.found(
          into.index(writer, key),
          values
              .get(i)
              .map(value -> RegisterValue.versionOf(value, writer, key))
              .orElse(Survivors.ABSENT));
    }
  }
}
