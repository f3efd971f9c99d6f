package io.redisdrill.run;

import java.time.Duration;
import java.time.Instant;

/**
 * The one clock of a run: nanoseconds since the run began, never set back.
 *
 * <p>Every time that a drill records is read here, so that differences are exact; wall-clock time
 * is only for people and for matching the lines of a log that somebody else has stamped. On Linux
 * the monotonic part is {@code CLOCK_MONOTONIC}, which does not advance while the machine sleeps.
 * Thread-safe.
 */
public final class RunClock {
  private final long origin;
  private final Instant wallOrigin;

  private RunClock(long origin, Instant wallOrigin) {
    this.origin = origin;
    this.wallOrigin = wallOrigin;
  }

  /** Returns a clock that starts now. */
  public static RunClock start() {
    return new RunClock(System.nanoTime(), Instant.now());
  }

  /** Returns nanoseconds since the run began. */
  public long now() {
    return System.nanoTime() - origin;
  }

  /** Returns when the run began, by the wall clock. */
  public Instant startedAt() {
    return wallOrigin;
  }

  /** Returns the time of the run at which the wall clock showed {@code instant}, in nanoseconds. */
  public long at(Instant instant) {
    return Duration.between(wallOrigin, instant).toNanos();
  }
}
