package io.redisdrill.report.model;

import io.redisdrill.judge.HistoryJudge;
import io.redisdrill.judge.Judge;
import io.redisdrill.load.HistoryReader;
import io.redisdrill.load.Outcome;
import io.redisdrill.run.RunDirectory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the writes of a run looked like, from one pass over its history.
 *
 * @param whole the run in at most {@link #POINTS} buckets; absent without a history
 * @param close the time around the faults, in narrower buckets; absent if there are none
 * @param latencies of acknowledged writes, era by era; those without any are left out
 * @param problem why there is less than there should be
 */
public record Activity(
    Optional<Timeline> whole,
    Optional<Timeline> close,
    List<LatencyRow> latencies,
    Optional<String> problem) {
  /** The most buckets of a timeline. */
  public static final int POINTS = 400;

  private static final long LEAST_AROUND = TimeUnit.MILLISECONDS.toNanos(100);

  public Activity {
    latencies = List.copyOf(latencies);
  }

  static Activity of(RunDirectory run, Moments moments) {
    Grid grid = new Grid();
    Latencies latencies = new Latencies(moments);
    Optional<String> problem = read(run, new Pass(grid, latencies));
    if (grid.isEmpty()) {
      return new Activity(Optional.empty(), Optional.empty(), List.of(), problem);
    }
    Timeline whole = grid.timeline(grid.from(), grid.until(), POINTS);
    return new Activity(Optional.of(whole), close(grid, whole, moments), latencies.rows(), problem);
  }

  private static Optional<String> read(RunDirectory run, HistoryJudge.Visitor visitor) {
    try {
      Judge.visit(run, visitor);
      return Optional.empty();
    } catch (RuntimeException unreadable) {
      return Optional.of(String.valueOf(unreadable.getMessage()));
    }
  }

  private static Optional<Timeline> close(Grid grid, Timeline whole, Moments moments) {
    if (moments.faultEnded().isEmpty() || moments.faultBegan().isEmpty()) {
      return Optional.empty();
    }
    long began = moments.faultBegan().get();
    long back = moments.recovered().orElse(moments.faultEnded().get());
    long around = Math.max(LEAST_AROUND, back - began);
    long from = Math.max(grid.from(), began - around);
    long until = Math.min(grid.until(), back + around);
    return Optional.of(grid)
        .filter(any -> until > from)
        .map(counts -> counts.timeline(from, until, POINTS))
        .filter(close -> close.width() < whole.width());
  }

  private record Pass(Grid grid, Latencies latencies) implements HistoryJudge.Visitor {
    @Override
    public void visit(HistoryReader write, boolean lost) {
      long completed = write.completed();
      Outcome outcome = write.outcome();
      grid.add(series(outcome), completed);
      if (lost) {
        grid.add(Series.LOST, completed);
      }
      if (outcome == Outcome.OK) {
        latencies.add(write.invoked(), completed);
      }
    }

    private static Series series(Outcome outcome) {
      return switch (outcome) {
        case OK -> Series.ACKNOWLEDGED;
        case FAIL -> Series.FAILED;
        case UNKNOWN -> Series.UNKNOWN;
      };
    }
  }
}
