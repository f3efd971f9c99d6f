package io.redisdrill.scenario.bench;

import java.util.Collection;
import java.util.List;

/** The middle of what several rounds measured. */
final class Median {
  private Median() {}

  /** Returns the middle one, or the mean of the two in the middle; there has to be one at least. */
  static double of(Collection<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Returns it to three decimals, as a ratio is told. */
  static double ratio(Collection<Double> values) {
    return rounded(of(values));
  }

  static double rounded(double ratio) {
    return Math.round(ratio * 1_000) / 1e3;
  }
}
