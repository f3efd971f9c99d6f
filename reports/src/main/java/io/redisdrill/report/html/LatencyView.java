package io.redisdrill.report.html;

import io.redisdrill.report.model.LatencyRow;
import io.redisdrill.report.model.RunReport;
import java.util.List;

/**
 * How long acknowledged writes took.
 *
 * @param table the percentiles
 * @param chart the same on a logarithmic scale
 */
public record LatencyView(Table table, LatencyChart chart) {
  private static final List<String> HEADERS =
      List.of("Writes", "Count", "p50", "p90", "p99", "p99.9", "Slowest");

  static LatencyView of(RunReport report) {
    List<LatencyRow> rows = report.activity().latencies();
    return new LatencyView(
        Table.of(
            "Time from sending a write to its acknowledgement",
            HEADERS,
            rows.stream().map(LatencyView::row).toList()),
        LatencyChart.of(rows));
  }

  private static List<Cell> row(LatencyRow row) {
    return List.of(
        Cell.text(row.era().words()),
        Cell.count(row.count()),
        Cell.millis(row.p50()),
        Cell.millis(row.p90()),
        Cell.millis(row.p99()),
        Cell.millis(row.p999()),
        Cell.millis(row.max()));
  }
}
