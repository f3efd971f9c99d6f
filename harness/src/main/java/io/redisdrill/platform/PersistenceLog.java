package io.redisdrill.platform;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What Redis and its platform said, merged on the clock of the run. Thread-safe. */
public interface PersistenceLog {
  /**
   * One line.
   *
   * @param at nanoseconds since the run began, when the harness saw it
   * @param source who said it
   * @param text what it said
   */
  record Line(long at, Source source, String text) {}

  /** Who said a line. */
  enum Source {
    /** The redis-server's own log. */
    REDIS,
    /** A process was started; the text is its identity. */
    STARTED,
    /** A process is gone; the text is its identity, and then how it ended. */
    GONE,
    /**
     * The platform takes a process for ready, and leads clients to it; the text is its identity.
     */
    READY,
    /** Anything else that the platform did. */
    PLATFORM
  }

  /** Returns all lines so far, in the order of time. */
  List<Line> lines();

  /** Returns the first line of {@code source} at or after {@code at} that matches. */
  default Optional<Line> first(Source source, long at, Predicate<String> matches) {
    return lines().stream()
        .filter(l -> l.source() == source && l.at() >= at && matches.test(l.text()))
        .findFirst();
  }

  /** Returns when the first process that ended at or after {@code at} was gone. */
  default Optional<Line> goneAfter(long at) {
    return first(Source.GONE, at, text -> true);
  }

  /** Returns when the first process was started at or after {@code at}. */
  default Optional<Line> startedAfter(long at) {
    return first(Source.STARTED, at, text -> true);
  }

  /**
   * Returns when a process that was started at or after {@code at} was taken for ready, where that
   * is the platform's to say; nothing where it is not.
   */
  default Optional<Line> readyAfter(long at) {
    return first(Source.READY, at, text -> true);
  }
}
