package io.redisdrill.recovery;

import java.util.List;
import java.util.Optional;

/**
 * How service came back.
 *
 * @param complete whether a write was acknowledged before the deadline
 * @param phases in the order in which they were reached; the end of the last one but {@link #READY}
 *     is the recovery time
 * @param attempts how often the probe asked
 * @param lastSeen what it saw last, for a recovery that is not complete
 */
public record Recovery(boolean complete, List<Phase> phases, long attempts, String lastSeen) {
  /**
   * The phase that ends when the platform takes the process for ready. It may come after the first
   * acknowledged write: a Service leads to a new process until the end of the old one was noticed.
   */
  public static final String READY = "ready again";

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
    return Optional.of(
        phases.stream()
            .filter(phase -> !phase.name().equals(READY))
            .reduce((a, b) -> b)
            .map(Phase::toMillis)
            .orElse(0.0));
  }

  /**
   * Returns the latest moment at which no new process took connections, in milliseconds since the
   * fault began; absent if there was none.
   */
  public Optional<Double> lastRefusedMillis() {
    return phases.stream()
        .filter(phase -> phase.name().equals(Stage.ACCEPTING.title()))
        .map(Phase::fromMillis)
        .findFirst();
  }
}
