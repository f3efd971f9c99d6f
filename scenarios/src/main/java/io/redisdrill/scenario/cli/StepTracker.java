package io.redisdrill.scenario.cli;

import io.redisdrill.Drill;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.run.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Follows the events of one drill and knows which step it is in. Not thread-safe. */
final class StepTracker {
  private final Drill drill;
  private final Map<String, Event> last = new HashMap<>();
  private String step = "";
  private long began;

  StepTracker(Drill drill) {
    this.drill = drill;
  }

  /** A step that is over. */
  record Finished(String step, String found, double seconds) {}

  /** Takes an event, and returns the step that it ends. */
  Optional<Finished> accept(Event event) {
    boolean ends =
        switch (event.type()) {
          case RunEvents.STEP, RunEvents.DONE, RunEvents.PROBLEM -> true;
          default -> false;
        };
    if (!ends) {
      last.put(event.type(), event);
      return Optional.empty();
    }
    Optional<Finished> finished =
        step.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Finished(
                    step,
                    event.type().equals(RunEvents.PROBLEM) ? "broken off" : found(),
                    (event.at() - began) / 1e9));
    step = event.type().equals(RunEvents.STEP) ? event.data().path("name").asText() : "";
    began = event.at();
    return finished;
  }

  /** Returns the step under way, or an empty text between drills. */
  String step() {
    return step;
  }

  /** Returns what is known of the step under way so far. */
  String found() {
    return new StepWords(drill, last, began).of(step);
  }
}
