package io.redisdrill.report.html;

import io.redisdrill.report.model.LatencyRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Latencies on a logarithmic scale; places are per cent of the width.
 *
 * @param lanes one an era
 * @param ticks of the scale
 */
public record LatencyChart(List<Lane> lanes, List<Tick> ticks) {
  private static final double ALL = 100;

  /** The percentiles of one era. */
  public record Lane(String name, String p50, String p90, String p99, String p999, String max) {}

  /** A line of the scale. */
  public record Tick(String at, String label) {}

  public LatencyChart {
    lanes = List.copyOf(lanes);
    ticks = List.copyOf(ticks);
  }

  static LatencyChart of(List<LatencyRow> rows) {
    double least = rows.stream().mapToDouble(LatencyRow::p50).min().orElse(1);
    double most = rows.stream().mapToDouble(LatencyRow::max).max().orElse(1);
    int low = (int) Math.floor(Math.log10(Math.max(least, 1e-3)));
    int high = Math.max(low + 1, (int) Math.ceil(Math.log10(Math.max(most, 1e-3))));
    List<Tick> ticks = new ArrayList<>();
    for (int power = low; power <= high; power++) {
      double at = ALL * (power - low) / (high - low);
      ticks.add(new Tick(percent(at), label(power)));
    }
    List<Lane> lanes = rows.stream().map(row -> lane(row, low, high)).toList();
    return new LatencyChart(lanes, ticks);
  }

  private static Lane lane(LatencyRow row, int low, int high) {
    return new Lane(
        row.era().words(),
        place(row.p50(), low, high),
        place(row.p90(), low, high),
        place(row.p99(), low, high),
        place(row.p999(), low, high),
        place(row.max(), low, high));
  }

  private static String place(double millis, int low, int high) {
    double at = (Math.log10(Math.max(millis, 1e-3)) - low) / (high - low);
    return percent(ALL * Math.min(1, Math.max(0, at)));
  }

  private static String label(int power) {
    if (power < 0) {
      return Math.round(Math.pow(10, power + 3)) + " µs";
    }
    return power < 3
        ? Math.round(Math.pow(10, power)) + " ms"
        : Math.round(Math.pow(10, power - 3)) + " s";
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
