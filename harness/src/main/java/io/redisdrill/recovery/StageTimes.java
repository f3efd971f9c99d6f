package io.redisdrill.recovery;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When each stage was not yet reached for the last time, and when it first was. Not thread-safe.
 */
final class StageTimes {
  private record Interval(long from, long to) {}

  private final Map<Stage, Interval> reached = new EnumMap<>(Stage.class);
  private final Map<Stage, Long> lastMissed = new EnumMap<>(Stage.class);

  /** Notes that {@code stage} and all after it had not been reached at {@code at}. */
  void missed(Stage stage, long at) {
    for (Stage later : Stage.values()) {
      if (later.compareTo(stage) >= 0) {
        lastMissed.put(later, at);
      }
    }
  }

  /** Notes that {@code stage} was reached at {@code at}, if it was not before. */
  void reached(Stage stage, long at) {
    reached.putIfAbsent(stage, new Interval(lastMissed.getOrDefault(stage, at), at));
  }

  /** Forgets what a process reached that is gone again. */
  void startOver() {
    reached.clear();
  }

  Optional<Long> reachedAt(Stage stage) {
    return Optional.ofNullable(reached.get(stage)).map(Interval::to);
  }

  List<Phase> phases(long origin) {
    List<Phase> phases = new ArrayList<>();
    reached.forEach(
        (stage, interval) ->
            phases.add(
                new Phase(
                    stage.title(),
                    millis(Math.max(0, interval.from() - origin)),
                    millis(interval.to() - origin))));
    return phases;
  }

  static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
