package io.redisdrill.sweep;

import com.fasterxml.jackson.annotation.JsonValue;
import io.redisdrill.UsageException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be swept.
 *
 * @param source the data directory, which is never changed
 * @param kind of damage
 * @param file that is damaged; absent for the last one of the log, or the dump
 * @param sampling which of all positions
 * @param shard which of those are tried here
 * @param settings of the servers, beside those that a sweep makes
 */
public record SweepPlan(
    Path source,
    Kind kind,
    Optional<String> file,
    Sampling sampling,
    Shard shard,
    Map<String, String> settings) {
  /** A kind of damage. */
  public enum Kind {
    /** A file ends early. */
    TRUNCATE,
    /** A bit is turned over. */
    BITFLIP,
    /** The power is cut, and each file is as any crash can have left it. */
    CRASH;

    /** Returns its name on the command line and in results. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns which byte of the file a position is at. */
    public long offset(long position) {
      return this == BITFLIP ? position / Byte.SIZE : position;
    }
  }

  public SweepPlan {
    if (kind == Kind.CRASH && file.isPresent()) {
      throw new UsageException(
          "Cannot sweep what a crash leaves of one file",
          "all files",
          "--file " + file.get(),
          "Leave out --file.");
    }
    settings = new TreeMap<>(settings);
    SweepSettings.check(settings);
  }

  /** Every truncation of the last file. */
  public static SweepPlan truncations(Path source) {
    return new SweepPlan(
        source, Kind.TRUNCATE, Optional.empty(), Sampling.all(), Shard.whole(), Map.of());
  }

  /** Returns the same with further settings. */
  public SweepPlan with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(settings);
    all.putAll(more);
    return new SweepPlan(source, kind, file, sampling, shard, all);
  }
}
