package io.redisdrill.report.html;

import io.redisdrill.report.model.Activity;
import io.redisdrill.report.model.Gauges;
import io.redisdrill.report.model.Moments;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.model.Series;
import io.redisdrill.report.model.Timeline;
import io.redisdrill.report.text.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The timeline of a run.
 *
 * @param drawn whether there is anything to draw
 * @param close whether there is a close-up
 * @param note what is aggregated, and how
 * @param problem why there is less than there should be, or empty
 * @param data for the script
 * @param table the same in rows, coarser
 */
public record TimelineView(
    boolean drawn, boolean close, String note, String problem, Markup data, Table table) {
  private static final String COUNTED =
      ". A write counts when its outcome was known, a lost one when it was acknowledged.";
  private static final int ROWS = 60;
  private static final double NANOS_A_MILLI = 1e6;

  static TimelineView of(RunReport report) {
    Activity activity = report.activity();
    return new TimelineView(
        activity.whole().isPresent(),
        activity.close().isPresent(),
        note(activity) + scraped(report.gauges()),
        activity.problem().orElse(""),
        ChartData.of(report),
        activity
            .whole()
            .map(line -> table(line, report.moments()))
            .orElseGet(() -> Table.of("Writes over time", List.of(), List.of())));
  }

  private static String note(Activity activity) {
    return activity
        .whole()
        .map(whole -> "Every recorded write is counted, in " + buckets(whole, activity) + COUNTED)
        .orElse("No write was recorded.");
  }

  private static String scraped(Gauges gauges) {
    if (gauges.samples().isEmpty()) {
      return "";
    }
    long missed = gauges.missed();
    String answers =
        missed == 0
            ? "and answered each time"
            : missed == gauges.samples().size()
                ? "and never answered, so that none of its metrics are shown"
                : "and did not answer %s: there its lines have gaps"
                    .formatted(Amounts.count(missed, "time"));
    return " The exporter beside Redis was asked %s %s."
        .formatted(Amounts.count(gauges.samples().size(), "time"), answers);
  }

  private static String buckets(Timeline whole, Activity activity) {
    String close =
        activity.close().map(line -> " (around the fault: " + width(line) + ")").orElse("");
    return Amounts.count(whole.buckets(), "bucket") + " of " + width(whole) + close;
  }

  private static String width(Timeline line) {
    return Amounts.millis(line.width() / NANOS_A_MILLI);
  }

  private static Table table(Timeline line, Moments moments) {
    int each = (line.buckets() + ROWS - 1) / ROWS;
    long origin = moments.faultBegan().orElse(0L);
    List<List<Cell>> rows = new ArrayList<>();
    for (int first = 0; first < line.buckets(); first += each) {
      int end = Math.min(first + each, line.buckets());
      List<Cell> row = new ArrayList<>();
      row.add(Cell.number(seconds(line.at(first) - origin)));
      for (Series series : Series.values()) {
        row.add(Cell.count(line.count(series, first, end)));
      }
      rows.add(row);
    }
    String caption =
        "Writes in steps of %s; seconds are counted from %s"
            .formatted(Amounts.millis(each * line.width() / NANOS_A_MILLI), origin(moments));
    return Table.of(
        caption, List.of("From, s", "Acknowledged", "Refused", "Unanswered", "Lost"), rows);
  }

  private static String origin(Moments moments) {
    String fault = moments.several() ? "the first fault" : "the fault";
    return moments.episodes().isEmpty() ? "the beginning of the run" : fault;
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }
}
