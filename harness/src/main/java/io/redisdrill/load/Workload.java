package io.redisdrill.load;

import io.redisdrill.UsageException;
import java.time.Duration;

/**
 * The writes of a drill: versioned registers over a fixed set of keys. Immutable.
 *
 * @param writers how many, each with a connection of its own
 * @param pipeline how many writes a writer has under way at once
 * @param keys how many keys each writer writes to, anew for each connection
 * @param valueBytes the size of a value, at least {@link RegisterValue#MIN_BYTES}
 * @param rate writes a second of all writers together, or 0 for as many as go
 * @param lasting how long before the fault
 * @param settle how long after the recovery
 * @param timeout after which a write without an answer counts as unknown, and its connection is
 *     given up
 * @param mix the kinds of writes
 * @param ttl of the writes that have one
 * @param seed decides every random choice
 * @param base of values that are written before the load begins, each key once, so that the drill
 *     is one of a data set of that size; 0 for none
 */
public record Workload(
    int writers,
    int pipeline,
    int keys,
    int valueBytes,
    long rate,
    Duration lasting,
    Duration settle,
    Duration timeout,
    Mix mix,
    Duration ttl,
    long seed,
    long base) {
  /** The most writers and keys that the history can tell apart. */
  public static final int MOST_WRITERS = 65_536;

  /** As many as a judge has the memory for: it holds one number a key. */
  private static final long MOST_BASE_KEYS = 10_000_000;

  /**
   * Weights of the kinds of writes, of any sum.
   *
   * @param set SET
   * @param expiring SET with a TTL
   * @param delete DEL
   * @param transaction MULTI with two SETs
   * @param script a Lua script with two SETs
   */
  public record Mix(int set, int expiring, int delete, int transaction, int script) {
    /** Nothing but SET. */
    public static final Mix SETS = new Mix(1, 0, 0, 0, 0);

    /** Every kind. */
    public static final Mix ALL = new Mix(80, 4, 6, 6, 4);

    public Mix {
      if (Math.min(Math.min(set, expiring), Math.min(Math.min(delete, transaction), script)) < 0) {
        throw invalid("mix", "weights of at least 0", "a negative one");
      }
      if (total(set, expiring, delete, transaction, script) == 0) {
        throw invalid("mix", "a weight above 0", "only zeros");
      }
    }

    int total() {
      return total(set, expiring, delete, transaction, script);
    }

    private static int total(int... weights) {
      int sum = 0;
      for (int weight : weights) {
        sum = Math.addExact(sum, weight);
      }
      return sum;
    }
  }

  public Workload {
    require("writers", writers >= 1 && writers <= MOST_WRITERS, "1 to " + MOST_WRITERS, writers);
    require("pipeline", pipeline >= 1 && pipeline <= 10_000, "1 to 10000", pipeline);
    require("keys", keys >= 2 && keys <= 1_000_000, "2 to 1000000 a writer", keys);
    require(
        "value size",
        valueBytes >= RegisterValue.MIN_BYTES && valueBytes <= 1 << 20,
        RegisterValue.MIN_BYTES + " to 1048576 bytes",
        valueBytes);
    require("rate", rate >= 0, "at least 0", rate);
    require("load", !lasting.isNegative(), "a duration of at least 0", lasting);
    require("settle", !settle.isNegative(), "a duration of at least 0", settle);
    require("timeout", timeout.compareTo(Duration.ZERO) > 0, "a duration above 0", timeout);
    require(
        "base",
        base >= 0 && base <= MOST_BASE_KEYS * valueBytes,
        "0 to %d values of the workload's size".formatted(MOST_BASE_KEYS),
        base + " bytes");
    require("ttl", ttl.compareTo(Duration.ZERO) > 0, "a duration above 0", ttl);
  }

  /** Returns fifty writers that write flat out for three seconds. */
  public static Workload registers() {
    return new Workload(
        50,
        16,
        100,
        64,
        0,
        Duration.ofSeconds(3),
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Mix.SETS,
        Duration.ofMinutes(10),
        1,
        0);
  }

  private static void require(String name, boolean holds, String expected, Object found) {
    if (!holds) {
      throw invalid(name, expected, String.valueOf(found));
    }
  }

  private static UsageException invalid(String name, String expected, String found) {
    return new UsageException(
        "Cannot use the workload's " + name, expected, found, "Correct it and run again.");
  }

  /** Returns a copy with this many writers. */
  public Workload writers(int writers) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy in which each writer has this many writes under way. */
  public Workload pipeline(int pipeline) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy with this many keys a writer and connection. */
  public Workload keys(int keys) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy with values of this size. */
  public Workload valueBytes(int valueBytes) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy that writes this often a second in all; 0 is flat out. */
  public Workload rate(long rate) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy that writes this long before the fault. */
  public Workload lasting(Duration lasting) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy that writes this long after the recovery. */
  public Workload settle(Duration settle) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy with this limit for the answer to a write. */
  public Workload timeout(Duration timeout) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy with these kinds of writes. */
  public Workload mix(Mix mix) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy with this time to live, for the writes that have one. */
  public Workload ttl(Duration ttl) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy that makes other random choices. */
  public Workload seed(long seed) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns a copy that first fills Redis with this many bytes of values. */
  public Workload base(long base) {
    return new Workload(
        writers, pipeline, keys, valueBytes, rate, lasting, settle, timeout, mix, ttl, seed, base);
  }

  /** Returns how many keys each writer fills first: the numbers below that. */
  public int baseKeys() {
    long bytesOfAll = (long) valueBytes * writers;
    return Math.toIntExact((base + bytesOfAll - 1) / bytesOfAll);
  }
}
