package io.redisdrill.recovery;

import java.util.List;
import java.util.Optional;

/**
 * How service came back.
 *
 * @param complete whether a write was acknowledged before the deadline
 * @param phases in the order in which they were reached; the last one's end is the recovery time
 * @param attempts how often the probe asked
 * @param lastSeen what it saw last, for a recovery that is not complete
 */
public record Recovery(boolean complete, List<Phase> phases, long attempts, String lastSeen) {
  public Recovery {
    phases = List.copyOf(phases);
  }

  /** Returns the recovery from no fault. */
  public static Recovery none() {
    return new Recovery(true, List.of(), 0, "nothing to recover from");
  }

  /** Returns milliseconds from the fault to the first acknowledged write, if there was one. */
  public Optional<Double> totalMillis() {
    if (!complete) {
      return Optional.empty();
    }
    return Optional.of(phases.isEmpty() ? 0.0 : phases.get(phases.size() - 1).toMillis());
  }
}
