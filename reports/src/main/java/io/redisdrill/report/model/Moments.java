package io.redisdrill.report.model;

import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.recovery.Recovery;
import java.util.Optional;

/**
 * When what happened, in nanoseconds of the run.
 *
 * @param faultBegan when the fault was injected; absent if it did not come to that
 * @param faultEnded when it had taken effect
 * @param recovered when the first write after it was acknowledged
 */
public record Moments(
    Optional<Long> faultBegan, Optional<Long> faultEnded, Optional<Long> recovered) {
  private static final double NANOS_A_MILLI = 1e6;

  static Moments of(RunEvents events) {
    Optional<Injection> injection = events.injection();
    Optional<Long> recovered =
        injection.flatMap(
            fault ->
                events
                    .recovery()
                    .flatMap(Recovery::totalMillis)
                    .map(millis -> fault.began() + Math.round(millis * NANOS_A_MILLI)));
    return new Moments(
        injection.map(Injection::began),
        injection.map(Injection::ended).filter(end -> isFault(injection)),
        recovered);
  }

  private static boolean isFault(Optional<Injection> injection) {
    return injection.filter(fault -> fault.severity() != Severity.NONE).isPresent();
  }
}
