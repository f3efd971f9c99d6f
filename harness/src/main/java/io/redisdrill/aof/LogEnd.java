package io.redisdrill.aof;

import io.redisdrill.aof.LogSurvey.Range;
import java.util.Map;

/**
 * What the end of a log shows of the tool's own writes. The writes of a writer are in the log in
 * their order: one that is there vouches for all before it, as long as no file before the last one
 * lost anything.
 *
 * @param writers by writer, the first and the last version in sight that is executed
 * @param unbroken whether nothing is missing before what is in sight
 */
public record LogEnd(Map<Integer, Range> writers, boolean unbroken) {
  public LogEnd {
    writers = Map.copyOf(writers);
  }

  /** Returns whether Redis surely executes a write when it loads this log. */
  public boolean executes(int writer, int version) {
    Range seen = writers.get(writer);
    return seen != null && version <= seen.last() && (unbroken || version >= seen.first());
  }
}
