package io.redisdrill.report.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Collects how long acknowledged writes took, era by era. Not thread-safe. */
final class Latencies {
  private static final long LONGEST = TimeUnit.HOURS.toNanos(1);
  private static final double NANOS_A_MILLI = 1e6;

  private final Map<Era, Histogram> byEra = new EnumMap<>(Era.class);

  /** Of each fault: when it began, and when service was back. */
  private final long[] began;

  private final long[] back;

  Latencies(Moments moments) {
    List<Episode> episodes = moments.episodes();
    began = episodes.stream().mapToLong(episode -> episode.fault().began()).toArray();
    back = episodes.stream().mapToLong(each -> each.recovered().orElse(Long.MAX_VALUE)).toArray();
    for (Era era : Era.values()) {
      byEra.put(era, new Histogram(LONGEST, 3));
    }
  }

  void add(long invoked, long completed) {
    histogram(era(invoked, completed))
        .recordValue(Math.min(LONGEST, Math.max(0, completed - invoked)));
  }

  private Era era(long invoked, long completed) {
    Era era = Era.BEFORE;
    for (int i = 0; i < began.length && completed >= began[i]; i++) {
      if (invoked < back[i]) {
        return Era.DURING;
      }
      era = Era.AFTER;
    }
    return era;
  }

  private Histogram histogram(Era era) {
    return Objects.requireNonNull(byEra.get(era));
  }

  List<LatencyRow> rows() {
    List<LatencyRow> rows = new ArrayList<>();
    byEra.forEach(
        (era, histogram) -> {
          if (histogram.getTotalCount() > 0) {
            rows.add(row(era, histogram));
          }
        });
    return rows;
  }

  private static LatencyRow row(Era era, Histogram of) {
    return new LatencyRow(
        era,
        of.getTotalCount(),
        at(of, 50),
        at(of, 90),
        at(of, 99),
        at(of, 99.9),
        of.getMaxValue() / NANOS_A_MILLI);
  }

  private static double at(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / NANOS_A_MILLI;
  }
}
