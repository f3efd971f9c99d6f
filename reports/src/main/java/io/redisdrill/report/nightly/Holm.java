package io.redisdrill.report.nightly;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction: with it, the chance that any of many tests errs is no more than the level of
 * one, however they hang together.
 */
final class Holm {
  private Holm() {}

  /** Returns the probabilities, corrected, in their order. */
  static List<Double> correct(List<Double> found) {
    int count = found.size();
    List<Integer> order =
        IntStream.range(0, count).boxed().sorted(Comparator.comparing(found::get)).toList();
    Double[] corrected = new Double[count];
    double highest = 0;
    for (int i = 0; i < count; i++) {
      highest = Math.max(highest, Math.min(1, (count - i) * found.get(order.get(i))));
      corrected[order.get(i)] = highest;
    }
    return List.of(corrected);
  }
}
