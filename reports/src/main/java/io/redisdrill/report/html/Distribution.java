package io.redisdrill.report.html;

import io.redisdrill.report.text.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a figure varies over repetitions; places are per cent.
 *
 * @param name of the figure
 * @param count of runs that have it
 * @param figures the least, the median, nine in ten, the most
 * @param bars of the histogram
 * @param dots one a run
 * @param from where the scale begins
 * @param until where it ends
 */
public record Distribution(
    String name,
    int count,
    List<Cell> figures,
    List<Bar> bars,
    List<String> dots,
    String from,
    String until) {
  /** The headers of the figures. */
  public static final List<String> HEADERS =
      List.of("Figure", "Runs", "Least", "Median", "p90", "Most");

  private static final int BINS = 30;
  private static final double ALL = 100;

  /** A bar of the histogram. */
  public record Bar(String x, String width, String y, String height) {}

  static Distribution of(String name, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    double most = sorted.isEmpty() || sorted.get(sorted.size() - 1) == 0 ? 1 : max(sorted);
    return new Distribution(
        name,
        sorted.size(),
        figures(name, sorted),
        bars(sorted, most),
        sorted.stream().map(value -> percent(ALL * value / most)).toList(),
        "0",
        Amounts.millis(most));
  }

  private static double max(List<Double> sorted) {
    return sorted.get(sorted.size() - 1);
  }

  private static List<Cell> figures(String name, List<Double> sorted) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(name));
    cells.add(Cell.count(sorted.size()));
    for (double part : new double[] {0, 0.5, 0.9, 1}) {
      cells.add(sorted.isEmpty() ? Cell.none() : Cell.millis(rank(sorted, part)));
    }
    return cells;
  }

  /** The nearest rank: a value that was measured, not one between two. */
  private static double rank(List<Double> sorted, double part) {
    int rank = (int) Math.ceil(part * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  private static List<Bar> bars(List<Double> sorted, double most) {
    int[] counts = new int[BINS];
    sorted.forEach(value -> counts[(int) Math.min(BINS - 1, BINS * value / most)]++);
    int highest = 1;
    for (int count : counts) {
      highest = Math.max(highest, count);
    }
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (counts[i] > 0) {
        double height = ALL * counts[i] / highest;
        bars.add(
            new Bar(
                percent(ALL * i / BINS),
                percent(ALL / BINS - 0.3),
                percent(ALL - height),
                percent(height)));
      }
    }
    return bars;
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
