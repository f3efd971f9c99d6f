package io.redisdrill.fault;

import io.redisdrill.UsageException;
import io.redisdrill.aof.AofAim;
import io.redisdrill.aof.AofAim.Place;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Map;

/**
 * A file of the AOF is cut off while Redis is down, everything behind the cut is gone: a file
 * system that lost the last blocks. It is aimed by what the file holds at that moment.
 *
 * @param place what {@code amount} means
 * @param amount see {@link Place}
 */
public record TruncateAof(Place place, long amount) implements FilesFault {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int WHOLE = 100;
  private static final String KEY = "redis-drill:torn:";
  private static final String TWO_WRITES =
      "redis.call('SET',KEYS[1],'1') redis.call('SET',KEYS[2],'2') return 1";
  private static final String CAUSE = "behind the cut";

  public TruncateAof {
    boolean percent = place == Place.PERCENT || place == Place.BASE || place == Place.EARLIER;
    if (amount < 0 || (percent && amount > WHOLE) || (amount == 0 && place.takesAmount())) {
      throw new UsageException(
          "Cannot cut an AOF",
          percent ? "1 to 100 percent" : "a number above 0",
          String.valueOf(amount),
          "Use TruncateAof.bytes(1000), say.");
    }
  }

  /** Cuts off a number of bytes; all of them, if the file has fewer. */
  public static TruncateAof bytes(long bytes) {
    return new TruncateAof(Place.BYTES, bytes);
  }

  /** Cuts off a part of the file. */
  public static TruncateAof percent(int percent) {
    return new TruncateAof(Place.PERCENT, percent);
  }

  /** Cuts right before the command of that number, counted from the end: 1 is the last. */
  public static TruncateAof beforeCommand(long number) {
    return new TruncateAof(Place.BEFORE_COMMAND, number);
  }

  /** Cuts in the middle of the command of that number, counted from the end. */
  public static TruncateAof insideCommand(long number) {
    return new TruncateAof(Place.INSIDE_COMMAND, number);
  }

  /** Cuts right behind the command of that number, counted from the end. */
  public static TruncateAof afterCommand(long number) {
    return new TruncateAof(Place.AFTER_COMMAND, number);
  }

  /**
   * Runs a script of two writes first, whose effects a log has as a transaction, and cuts in the
   * middle of the second write. It needs a workload without transactions and scripts: the EXEC of a
   * later one would end this one.
   */
  public static TruncateAof insideTransaction() {
    return new TruncateAof(Place.INSIDE_TRANSACTION, 0);
  }

  /** Cuts off a part of the base. */
  public static TruncateAof insideBase(int percent) {
    return new TruncateAof(Place.BASE, percent);
  }

  /**
   * Cuts off a part of the increment before the last. There are two while the log is rewritten, so
   * this asks for a rewrite first; the stack has to be one whose rewrite takes long.
   */
  public static TruncateAof insideEarlierIncrement(int percent) {
    return new TruncateAof(Place.EARLIER, percent);
  }

  @Override
  public String name() {
    return "truncate-aof";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("place", place, "amount", amount);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    PowerCut.During child =
        place == Place.EARLIER ? PowerCut.During.REWRITE : PowerCut.During.ANYTHING;
    if (place == Place.INSIDE_TRANSACTION) {
      twoWrites(redis);
    }
    try (BusyRedis busy = BusyRedis.with(child, redis)) {
      return Offline.around(this, GRACE, redis, clock, () -> cut(redis.files()));
    }
  }

  private static void twoWrites(RunningRedis redis) {
    try (RedisClients clients = new RedisClients();
        Console console = clients.console(redis.endpoint())) {
      console.number("EVAL", TWO_WRITES, "2", KEY + 1, KEY + 2);
    }
  }

  private Offline.Change cut(DataFiles files) {
    AofAim.Cut cut = new AofAim(place, amount).in(files);
    files.truncate(cut.path(), cut.to());
    long after = AofAim.size(files, cut.path());
    return new Offline.Change(
        after < cut.size(),
        Map.of(
            "file", cut.path(),
            "bytesBefore", cut.size(),
            "bytesAfter", after,
            "cut", cut.words()),
        CAUSE,
        place != Place.BASE);
  }
}
