package io.redisdrill.aof;

import io.redisdrill.aof.AofReader.Ending;
import io.redisdrill.platform.DataFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a log holds of the tool's own writes. The writes of a writer are in the log in their order,
 * so of each writer and file the first and the last version that Redis would execute say it all.
 * The base is not looked into: it is in the order of its keys.
 *
 * @param executed by writer and file, those that are executed when the log is loaded
 * @param cutOff by writer and file, those in a transaction without an end: they are not executed
 * @param parts the files that are there, in their order
 */
public record LogSurvey(
    Map<Integer, List<Range>> executed, Map<Integer, List<Range>> cutOff, List<Seen> parts) {
  /**
   * Versions of a writer, both ends included.
   *
   * @param first the lowest
   * @param last the highest
   */
  public record Range(int first, int last) {
    /** Returns whether a version is one of them. */
    public boolean holds(int version) {
      return version >= first && version <= last;
    }

    Range and(int version) {
      return new Range(Math.min(first, version), Math.max(last, version));
    }

    Range and(Range other) {
      return and(other.first).and(other.last);
    }
  }

  /**
   * A file.
   *
   * @param path below the data directory
   * @param size in bytes
   * @param commands whole ones
   * @param whole bytes of whole commands and transactions
   * @param ending how it ends
   */
  public record Seen(String path, long size, long commands, long whole, Ending ending) {}

  public LogSurvey {
    executed = Map.copyOf(executed);
    cutOff = Map.copyOf(cutOff);
    parts = List.copyOf(parts);
  }

  /**
   * Reads all of a log; nothing where there is none.
   *
   * @throws io.redisdrill.DrillException if its manifest cannot be understood
   */
  public static Optional<LogSurvey> of(DataFiles files) {
    return AofLog.in(files).map(log -> new Surveyor(files).survey(log));
  }

  /** Returns whether Redis executes a write when it loads this log. */
  public boolean executes(int writer, int version) {
    return holds(executed, writer, version);
  }

  /** Returns whether a write is in the log, and cut off from being executed. */
  public boolean cutsOff(int writer, int version) {
    return holds(cutOff, writer, version);
  }

  /** Returns whether a write came before all that the increments have of its writer. */
  public boolean beginsAfter(int writer, int version) {
    return !of(executed, writer).isEmpty()
        && of(executed, writer).stream().allMatch(range -> range.first() > version);
  }

  /** Returns whether a write came after all that the log has of its writer. */
  public boolean endsBefore(int writer, int version) {
    return !of(executed, writer).isEmpty()
        && Stream.concat(of(executed, writer).stream(), of(cutOff, writer).stream())
            .allMatch(range -> range.last() < version);
  }

  private static boolean holds(Map<Integer, List<Range>> ranges, int writer, int version) {
    return of(ranges, writer).stream().anyMatch(range -> range.holds(version));
  }

  private static List<Range> of(Map<Integer, List<Range>> ranges, int writer) {
    return ranges.getOrDefault(writer, List.of());
  }
}
