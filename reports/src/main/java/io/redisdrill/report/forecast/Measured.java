package io.redisdrill.report.forecast;

import io.redisdrill.Verdict;
import java.util.Optional;

/**
 * One drill at one size.
 *
 * @param bytes of values that were filled in before the load
 * @param verdict of the drill
 * @param recoveryMillis from the fault to the first acknowledged write; absent if none came
 * @param runDirectory below the directory of the forecast
 */
public record Measured(
    long bytes, Verdict verdict, Optional<Double> recoveryMillis, String runDirectory) {
  /** Returns whether it tells how long a recovery takes. */
  boolean usable() {
    return verdict == Verdict.PASS && recoveryMillis.isPresent();
  }
}
