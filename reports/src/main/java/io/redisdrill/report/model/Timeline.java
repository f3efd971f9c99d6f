package io.redisdrill.report.model;

import java.util.Arrays;
import java.util.List;

/**
 * Writes counted in buckets of time.
 *
 * @param from when the first bucket begins, in nanoseconds of the run
 * @param width of each, in nanoseconds
 * @param counts of each {@link Series}, one a bucket
 */
public record Timeline(long from, long width, List<long[]> counts) {
  public Timeline {
    counts = List.copyOf(counts);
  }

  /** Returns how many buckets there are. */
  public int buckets() {
    return counts.get(0).length;
  }

  /** Returns the count of one bucket. */
  public long count(Series series, int bucket) {
    return counts.get(series.ordinal())[bucket];
  }

  /** Returns the count of the buckets from {@code first} up to, without, {@code end}. */
  public long count(Series series, int first, int end) {
    return Arrays.stream(counts.get(series.ordinal()), first, end).sum();
  }

  /** Returns the count of all buckets. */
  public long total(Series series) {
    return Arrays.stream(counts.get(series.ordinal())).sum();
  }

  /** Returns when a bucket begins, in nanoseconds of the run. */
  public long at(int bucket) {
    return from + bucket * width;
  }
}
