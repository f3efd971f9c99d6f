package io.redisdrill.report.nightly;

import io.redisdrill.report.nightly.Movement.Kind;
import java.util.List;

/**
 * A night against those before it.
 *
 * @param nights how many were compared
 * @param movements of each figure of each cell
 * @param changed what is different from the night before, a line each
 * @param unread files of the history that could not be used, each with the reason
 */
public record Trend(
    int nights, List<Movement> movements, List<String> changed, List<String> unread) {
  public Trend {
    movements = List.copyOf(movements);
    changed = List.copyOf(changed);
    unread = List.copyOf(unread);
  }

  /** Returns the regressions. */
  public List<Movement> worse() {
    return movements.stream().filter(each -> each.kind() == Kind.WORSE).toList();
  }
}
