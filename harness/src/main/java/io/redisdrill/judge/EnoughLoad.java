package io.redisdrill.judge;

import io.redisdrill.fault.Injection;
import io.redisdrill.load.Workload;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether so much was written, up to the fault, that a loss would have shown. A harness that wrote
 * nothing finds nothing missing.
 */
final class EnoughLoad {
  private static final String NAME = "enough load";
  private static final long FEWEST_WRITES = 50;
  private static final long FEWEST_REGISTERS = 10;
  // A busy machine pauses a client for some hundred milliseconds now and then.
  private static final Duration RIGHT_BEFORE = Duration.ofMillis(500);
  private static final int BATCHES = 4;
  private static final double LEAST_PART_OF_MEAN = 0.05;

  private EnoughLoad() {}

  /**
   * Returns what counts as right before the fault: long enough for several batches, and for all
   * that a disk let through which was made to misbehave first.
   */
  static Duration rightBefore(Workload workload, Optional<Injection> injection) {
    return injection.flatMap(EnoughLoad::misbehaved).orElseGet(() -> rightBefore(workload));
  }

  private static Optional<Duration> misbehaved(Injection injection) {
    return Optional.ofNullable(injection.proof().get("misbehavedForMillis"))
        .filter(Number.class::isInstance)
        .map(millis -> Duration.ofMillis(((Number) millis).longValue()));
  }

  private static Duration rightBefore(Workload workload) {
    if (workload.rate() == 0) {
      return RIGHT_BEFORE;
    }
    Duration batches =
        Duration.ofSeconds(1)
            .multipliedBy((long) BATCHES * workload.pipeline())
            .dividedBy(workload.rate());
    return batches.compareTo(RIGHT_BEFORE) > 0 ? batches : RIGHT_BEFORE;
  }

  static Check of(Tally tally, Injection injection, Workload workload, Optional<String> error) {
    double seconds =
        (injection.began() - tally.firstAcknowledged().orElse(injection.began())) / 1e9;
    Duration before = rightBefore(workload, Optional.of(injection));
    double window = Math.min(seconds, before.toNanos() / 1e9);
    double mean = seconds > 0 ? tally.acknowledgedBefore() / seconds : 0;
    double last = window > 0 ? tally.acknowledgedRightBefore() / window : 0;
    String found =
        String.format(
            Locale.ROOT,
            "%,d writes to %,d registers acknowledged before the fault, %,.0f/s on average, "
                + "%,.0f/s in the last %.0f ms",
            tally.acknowledgedBefore(),
            tally.showing(),
            mean,
            last,
            window * 1e3);
    boolean enough =
        tally.acknowledgedBefore() >= FEWEST_WRITES
            && tally.showing() >= FEWEST_REGISTERS
            && tally.acknowledgedRightBefore() > 0
            // A slow disk slows the load down, as it is meant to.
            && (misbehaved(injection).isPresent() || last >= LEAST_PART_OF_MEAN * mean);
    return enough
        ? Check.pass(NAME, found)
        : Check.unknown(NAME, found + wanted() + error.map(e -> "; Redis said: " + e).orElse(""));
  }

  private static String wanted() {
    return String.format(
        Locale.ROOT,
        "; at least %d writes to %d registers that would be missed, and %.0f %% of the average to "
            + "the last, are needed",
        FEWEST_WRITES,
        FEWEST_REGISTERS,
        LEAST_PART_OF_MEAN * 100);
  }
}
