package io.redisdrill.report.nightly;

import java.util.List;

/** The middle and the end of sorted figures. */
public final class Quantiles {
  private Quantiles() {}

  /** Returns the median of any figures; 0 if there is none. */
  public static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return 0;
    }
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Returns the largest; 0 if there is none. */
  public static double worst(List<Double> figures) {
    return figures.stream().reduce(0.0, Math::max);
  }
}
