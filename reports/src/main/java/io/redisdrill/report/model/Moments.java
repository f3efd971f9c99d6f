package io.redisdrill.report.model;

import io.redisdrill.judge.RunEvents;
import java.util.List;
import java.util.Optional;

/**
 * When what happened, in nanoseconds of the run.
 *
 * @param episodes each fault with its recovery, in order
 */
public record Moments(List<Episode> episodes) {
  public Moments {
    episodes = List.copyOf(episodes);
  }

  static Moments of(RunEvents events) {
    return new Moments(Episode.in(events));
  }

  /** Returns whether there was more than one fault: then each needs its number. */
  public boolean several() {
    return episodes.size() > 1;
  }

  /** Returns when the first fault was injected; nothing if it did not come to that. */
  public Optional<Long> faultBegan() {
    return episodes.stream().findFirst().map(episode -> episode.fault().began());
  }

  /** Returns when the last fault had taken effect. */
  public Optional<Long> faultEnded() {
    return last().filter(Episode::broke).map(episode -> episode.fault().ended());
  }

  /** Returns when the first write after the last fault was acknowledged. */
  public Optional<Long> recovered() {
    return last().flatMap(Episode::recovered);
  }

  /** Returns the last fault: what was lost is counted back from it. */
  public Optional<Episode> last() {
    return episodes.stream().reduce((a, b) -> b);
  }
}
