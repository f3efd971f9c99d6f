package io.redisdrill.judge;

import io.redisdrill.run.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * The server's clock beside the clock of the run. They may differ, by seconds between two machines,
 * and either may be set while a drill runs; samples of INFO show both at once.
 *
 * @param origin when the run began, by the wall clock of this machine
 * @param readings of the server's clock
 */
record ServerClock(Instant origin, List<Reading> readings) {
  private static final Duration NEAR = Duration.ofSeconds(2);

  /**
   * The server's clock at a moment.
   *
   * @param at when it was asked, in nanoseconds of the run: it answered then or a little later
   * @param said what it answered, in nanoseconds since the run began
   */
  record Reading(long at, long said) {}

  static ServerClock in(RunEvents events, Instant origin) {
    return new ServerClock(
        origin,
        events
            .all(RunEvents.INFO)
            .filter(sample -> sample.data().has("server_time_usec"))
            .map(sample -> reading(sample, origin))
            .toList());
  }

  private static Reading reading(Event sample, Instant origin) {
    long micros = sample.data().path("server_time_usec").asLong();
    Instant said = Instant.ofEpochSecond(0, micros * 1_000);
    return new Reading(sample.at(), Duration.between(origin, said).toNanos());
  }

  /**
   * Returns when it was, by the clock of the run, as the server's clock said {@code said}; early by
   * as much as an answer to INFO took. Without a reading the clocks are taken to agree.
   *
   * @param near about when that was: of all readings those close to it count, if there are any
   */
  long at(Instant said, long near) {
    OptionalLong ahead = ahead(at -> Math.abs(at - near) <= NEAR.toNanos());
    if (ahead.isEmpty()) {
      ahead = ahead(at -> true);
    }
    return Duration.between(origin, said).toNanos() - ahead.orElse(0);
  }

  /** The answer that took the least time shows the least difference too much. */
  private OptionalLong ahead(LongPredicate counts) {
    return readings.stream()
        .filter(reading -> counts.test(reading.at()))
        .mapToLong(reading -> reading.said() - reading.at())
        .min();
  }
}
