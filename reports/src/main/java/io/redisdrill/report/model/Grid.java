package io.redisdrill.report.model;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Counts in buckets of time whose width grows with the run, so that memory does not: 1 ms, 10 ms,
 * 100 ms, … Not thread-safe.
 */
final class Grid {
  private static final int MOST = 100_000;
  private static final int STEP = 10;
  private static final int SERIES = Series.values().length;

  private long width = TimeUnit.MILLISECONDS.toNanos(1);
  private long[] counts = new long[MOST * SERIES];
  private int last = -1;
  private int first = MOST;

  void add(Series series, long at) {
    long bucket = Math.max(0, at) / width;
    while (bucket >= MOST) {
      widen();
      bucket = Math.max(0, at) / width;
    }
    int index = (int) bucket;
    first = Math.min(first, index);
    last = Math.max(last, index);
    counts[index * SERIES + series.ordinal()]++;
  }

  private void widen() {
    long[] wider = new long[counts.length];
    for (int i = first; i <= last; i++) {
      for (int s = 0; s < SERIES; s++) {
        wider[i / STEP * SERIES + s] += counts[i * SERIES + s];
      }
    }
    counts = wider;
    width *= STEP;
    first = first == MOST ? MOST : first / STEP;
    last = last < 0 ? last : last / STEP;
  }

  boolean isEmpty() {
    return last < 0;
  }

  /** Returns the beginning of the first bucket that counted, in nanoseconds of the run. */
  long from() {
    return first * width;
  }

  /** Returns the end of the last bucket that counted, in nanoseconds of the run. */
  long until() {
    return (last + 1) * width;
  }

  /** Returns what lies between two times, in at most {@code most} buckets of 1, 2 or 5 · 10ⁿ. */
  Timeline timeline(long from, long until, int most) {
    long wide = width;
    for (int i = 0; (until - from) / wide >= most; i++) {
      wide = i % 3 == 1 ? wide / 2 * 5 : wide * 2;
    }
    long begin = Math.max(0, from) / wide * wide;
    int buckets = (int) ((until - begin + wide - 1) / wide);
    long[][] series = new long[SERIES][buckets];
    int start = (int) (begin / width);
    int end = (int) Math.min(last, (until - 1) / width);
    int parts = (int) (wide / width);
    for (int i = Math.max(first, start); i <= end; i++) {
      for (int s = 0; s < SERIES; s++) {
        series[s][(i - start) / parts] += counts[i * SERIES + s];
      }
    }
    return new Timeline(begin, wide, Arrays.asList(series));
  }
}
