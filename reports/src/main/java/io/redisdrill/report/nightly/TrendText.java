package io.redisdrill.report.nightly;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A trend for other programs: CSV, and the text format of OpenMetrics. */
public final class TrendText {
  private TrendText() {}

  /** Returns a line a figure, cell and night, the night itself the last: all values of each. */
  public static String csv(Night tonight, List<Night> earlier) {
    StringBuilder text =
        new StringBuilder("started,cell,figure,values,median_ms,worst_ms,verdict\n");
    for (Night night : earlier) {
      rows(text, night);
    }
    rows(text, tonight);
    return text.toString();
  }

  private static void rows(StringBuilder text, Night night) {
    for (NightCell cell : night.cells()) {
      row(text, night, cell, Movement.WINDOW, cell.windows());
      row(text, night, cell, Movement.RECOVERY, cell.recoveries());
    }
  }

  private static void row(
      StringBuilder text, Night night, NightCell cell, String figure, List<Double> values) {
    text.append(
        String.format(
            Locale.ROOT,
            "%s,%s,%s,%d,%.3f,%.3f,%s\n",
            night.started(),
            field(cell.cell()),
            figure,
            values.size(),
            Quantiles.median(values),
            Quantiles.worst(values),
            cell.verdict()));
  }

  /** A spreadsheet would take some first letters for a formula; a cell is named in kebab case. */
  private static String field(String text) {
    return text.matches("[a-z0-9][a-z0-9/._-]*")
        ? text
        : "\"" + text.replaceAll("[\"=+@-]", "_") + "\"";
  }

  /** Returns the figures of a night as gauges. */
  public static String openMetrics(Night night) {
    StringBuilder text = new StringBuilder();
    family(text, "redis_drill_window_seconds", "Data-loss window of a cell.", "seconds");
    for (NightCell cell : night.cells()) {
      figures(text, "redis_drill_window_seconds", cell, cell.windows());
    }
    family(text, "redis_drill_recovery_seconds", "Recovery time of a cell.", "seconds");
    for (NightCell cell : night.cells()) {
      figures(text, "redis_drill_recovery_seconds", cell, cell.recoveries());
    }
    family(text, "redis_drill_verdict", "0 PASS, 1 FAIL, 2 UNKNOWN.", "");
    for (NightCell cell : night.cells()) {
      text.append("redis_drill_verdict{cell=\"").append(label(cell.cell())).append("\"} ");
      text.append(
              switch (cell.verdict()) {
                case PASS -> 0;
                case FAIL -> 1;
                case UNKNOWN -> 2;
              })
          .append('\n');
    }
    family(text, "redis_drill_worse", "Figures that got worse against earlier nights.", "");
    text.append("redis_drill_worse ")
        .append(night.trend().map(trend -> trend.worse().size()).orElse(0))
        .append('\n');
    family(text, "redis_drill_started_seconds", "When the night began.", "seconds");
    text.append("redis_drill_started_seconds ")
        .append(night.started().getEpochSecond())
        .append('\n');
    return text.append("# EOF\n").toString();
  }

  private static void family(StringBuilder text, String name, String help, String unit) {
    text.append("# TYPE ").append(name).append(" gauge\n");
    if (!unit.isEmpty()) {
      text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
    }
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
  }

  private static void figures(
      StringBuilder text, String name, NightCell cell, List<Double> values) {
    if (!values.isEmpty()) {
      figure(text, name, cell, "median", Quantiles.median(values));
      figure(text, name, cell, "worst", Quantiles.worst(values));
    }
  }

  private static void figure(
      StringBuilder text, String name, NightCell cell, String of, double millis) {
    text.append(
        String.format(
            Locale.ROOT,
            "%s{cell=\"%s\",of=\"%s\"} %.6f\n",
            name,
            label(cell.cell()),
            of,
            millis / 1e3));
  }

  private static String label(String text) {
    return text.chars()
        .mapToObj(
            each ->
                switch (each) {
                  case '\\' -> "\\\\";
                  case '"' -> "\\\"";
                  case '\n' -> "\\n";
                  default -> Character.toString(each);
                })
        .collect(Collectors.joining());
  }
}
