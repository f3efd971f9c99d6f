package io.redisdrill.report.nightly;

import java.util.List;

/**
 * By how much a median has to move to matter: a fifth of it, 50 ms, or two standard deviations of
 * the medians of the nights, whichever is most. The deviation is estimated from the median absolute
 * deviation, which one odd night does not move.
 */
final class NoiseBand {
  private static final double SHARE = 0.2;
  private static final double FLOOR_MILLIS = 50;
  private static final double DEVIATIONS = 2;

  /** Of normally distributed figures, the standard deviation over the median absolute one. */
  private static final double NORMAL = 1.4826;

  private NoiseBand() {}

  static double millis(List<List<Double>> nights) {
    double median = Quantiles.median(nights.stream().flatMap(List::stream).toList());
    List<Double> medians = nights.stream().map(Quantiles::median).toList();
    double middle = Quantiles.median(medians);
    double deviation =
        NORMAL * Quantiles.median(medians.stream().map(each -> Math.abs(each - middle)).toList());
    return Math.max(Math.max(SHARE * median, FLOOR_MILLIS), DEVIATIONS * deviation);
  }
}
