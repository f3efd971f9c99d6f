package io.redisdrill.report.html;

import io.redisdrill.report.model.RunSummary;
import io.redisdrill.report.text.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The data-loss window against the part of the wall clock's second at which the power was cut. A
 * Redis that syncs once a second loses what came since: the window is then the phase itself, and
 * repetitions that all cut at one phase would measure themselves.
 *
 * @param points one a run; places are per cent
 * @param until the longest window, where the scale ends
 * @param table the same in figures, a quarter of the second each
 */
public record PhaseChart(List<Point> points, String until, Table table) {
  private static final double SECOND = 1_000;
  private static final int QUARTERS = 4;
  private static final double ALL = 100;

  /** A run: where it stands, and in words. */
  public record Point(String x, String y, String words) {}

  private record Cut(double phase, double window) {}

  static PhaseChart of(List<RunSummary> runs) {
    List<Cut> cuts = runs.stream().flatMap(run -> cut(run).stream()).toList();
    double most = Math.max(1, cuts.stream().mapToDouble(Cut::window).max().orElse(1));
    return new PhaseChart(
        cuts.stream().map(cut -> point(cut, most)).toList(),
        Amounts.millis(most),
        Table.of(
            "Data-loss window by the moment of the cut within the second",
            List.of("Phase", "Runs", "Least", "Median", "Most"),
            rows(cuts)));
  }

  private static Optional<Cut> cut(RunSummary run) {
    return run.phaseMillis()
        .flatMap(phase -> run.windowMillis().map(window -> new Cut(phase, window)));
  }

  private static Point point(Cut cut, double most) {
    return new Point(
        percent(ALL * cut.phase() / SECOND),
        percent(ALL - ALL * cut.window() / most),
        "cut at %s of the second: window %s"
            .formatted(Amounts.millis(Math.rint(cut.phase())), Amounts.millis(cut.window())));
  }

  private static List<List<Cell>> rows(List<Cut> cuts) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      double from = quarter * SECOND / QUARTERS;
      double to = from + SECOND / QUARTERS;
      List<Double> windows =
          cuts.stream()
              .filter(cut -> cut.phase() >= from && cut.phase() < to)
              .map(Cut::window)
              .sorted()
              .toList();
      if (!windows.isEmpty()) {
        rows.add(
            List.of(
                Cell.text(String.format(Locale.ROOT, "%.0f to %.0f ms", from, to)),
                Cell.count(windows.size()),
                Cell.millis(windows.get(0)),
                Cell.millis(windows.get((windows.size() - 1) / 2)),
                Cell.millis(windows.get(windows.size() - 1))));
      }
    }
    return rows;
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
