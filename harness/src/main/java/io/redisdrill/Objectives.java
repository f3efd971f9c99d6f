package io.redisdrill;

import java.time.Duration;
import java.util.Optional;

/**
 * What the user demands. Where nothing is demanded for the loss of data, the promise that the
 * configuration itself makes is the objective.
 *
 * @param rpo recovery point objective: the most time before the fault that may be lost; zero means
 *     that not one acknowledged write may be
 * @param rto recovery time objective: the most time from the fault to the first acknowledged write
 * @param mustLose whether it is a control, in which a loss has to be found; then nothing else
 *     counts
 */
public record Objectives(Optional<Duration> rpo, Optional<Duration> rto, boolean mustLose) {
  /** Nothing demanded. */
  public static final Objectives NONE = new Objectives(Optional.empty(), Optional.empty());

  /** What a user demands. */
  public Objectives(Optional<Duration> rpo, Optional<Duration> rto) {
    this(rpo, rto, false);
  }

  public Objectives {
    rpo.ifPresent(limit -> requireNotNegative("RPO", limit));
    rto.ifPresent(limit -> requireNotNegative("RTO", limit));
  }

  private static void requireNotNegative(String name, Duration limit) {
    if (limit.isNegative()) {
      throw new UsageException(
          "Cannot use the " + name,
          "a duration of at least 0",
          limit.toString(),
          "State it as 500ms, 2s or 1m.");
    }
  }
}
