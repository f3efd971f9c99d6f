package io.redisdrill.report.nightly;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rank-sum test of Wilcoxon, Mann and Whitney, one-sided and exact: of all the ways to deal the
 * pooled figures out to the two samples, the share in which the first would rank as high. Ties,
 * which windows of 0 ms are full of, share their middle rank; the usual normal approximation would
 * call far too much significant there. Only samples too large to count out are approximated.
 */
final class RankTest {
  private static final double MOST_STEPS = 2e8;

  private RankTest() {}

  /**
   * Returns the probability that chance alone ranks {@code later} at least as high against {@code
   * earlier}; 1 if either is empty.
   */
  static double greater(List<Double> later, List<Double> earlier) {
    if (later.isEmpty() || earlier.isEmpty()) {
      return 1;
    }
    int[] ranks = doubledRanks(later, earlier);
    int size = later.size();
    int seen = Arrays.stream(ranks, 0, size).sum();
    int fewer = Math.min(size, ranks.length - size);
    double steps = 2.0 * ranks.length * ranks.length * fewer * fewer;
    return steps <= MOST_STEPS ? exact(ranks, size, seen) : approximate(ranks, size, seen);
  }

  /** Returns the least that it could return for samples of this size with these ties. */
  static double least(List<Double> later, List<Double> earlier) {
    List<Double> pooled = Stream.concat(later.stream(), earlier.stream()).sorted().toList();
    int cut = pooled.size() - later.size();
    return greater(pooled.subList(cut, pooled.size()), pooled.subList(0, cut));
  }

  /** Twice the middle rank of each, which is a whole number; those of {@code later} first. */
  private static int[] doubledRanks(List<Double> later, List<Double> earlier) {
    double[] all =
        Stream.concat(later.stream(), earlier.stream()).mapToDouble(each -> each).toArray();
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      int first = first(sorted, all[i]);
      int last = first;
      while (last + 1 < sorted.length && sorted[last + 1] == all[i]) {
        last++;
      }
      ranks[i] = first + last + 2;
    }
    return ranks;
  }

  private static int first(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, value);
    while (at > 0 && sorted[at - 1] == value) {
      at--;
    }
    return at;
  }

  /** The smaller sample is counted: the other has the rest of the ranks. */
  private static double exact(int[] ranks, int size, int seen) {
    if (2 * size <= ranks.length) {
      double[] ways = ways(ranks, size);
      return share(ways, seen, ways.length);
    }
    double[] ways = ways(ranks, ranks.length - size);
    return share(ways, 0, Arrays.stream(ranks).sum() - seen + 1);
  }

  private static double share(double[] ways, int from, int until) {
    return Arrays.stream(ways, from, Math.min(until, ways.length)).sum()
        / Arrays.stream(ways).sum();
  }

  /** Counts the subsets of this size by their sum of ranks. */
  private static double[] ways(int[] ranks, int size) {
    int most = Arrays.stream(ranks).sorted().skip(ranks.length - size).sum();
    double[][] ways = new double[size + 1][most + 1];
    ways[0][0] = 1;
    for (int rank : ranks) {
      for (int taken = size; taken > 0; taken--) {
        for (int sum = most; sum >= rank; sum--) {
          ways[taken][sum] += ways[taken - 1][sum - rank];
        }
      }
    }
    return ways[size];
  }

  /** With the variance that the ranks have in fact, ties among them, and a correction by a half. */
  private static double approximate(int[] ranks, int size, int seen) {
    double count = ranks.length;
    double mean = Arrays.stream(ranks).average().orElse(0);
    double spread =
        Arrays.stream(ranks).mapToDouble(rank -> (rank - mean) * (rank - mean)).sum() / (count - 1);
    double variance = size * (count - size) / count * spread;
    if (variance == 0) {
      return 1;
    }
    return upperTail((seen - 1 - size * mean) / Math.sqrt(variance));
  }

  /** Abramowitz and Stegun 7.1.26, exact to 1.5e-7. */
  private static double upperTail(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double series =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double tail = series * Math.exp(-x * x) / 2;
    return z >= 0 ? tail : 1 - tail;
  }
}
