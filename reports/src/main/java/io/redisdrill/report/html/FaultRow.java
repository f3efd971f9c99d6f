package io.redisdrill.report.html;

import io.redisdrill.report.model.Episode;
import io.redisdrill.report.model.Moments;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.Amounts;
import io.redisdrill.run.Event;
import java.util.List;
import java.util.Locale;

/**
 * One of several faults as a row; places are per cent of the time that was recorded.
 *
 * @param number in the order of the run
 * @param name of the fault
 * @param severity what it does to a process
 * @param at seconds from the first fault
 * @param took until it had taken effect
 * @param recovered from the fault to the first acknowledged write
 * @param start where its bar begins
 * @param width of its bar, to the recovery
 * @param faultWidth of the part in which the fault was injected
 */
public record FaultRow(
    int number,
    String name,
    String severity,
    String at,
    String took,
    String recovered,
    String start,
    String width,
    String faultWidth) {
  private static final double THINNEST = 0.4;
  private static final double ALL = 100;
  private static final double NANOS_A_MILLI = 1e6;

  /**
   * Returns a row a fault, and none where there are not several: the page tells of one as it is.
   */
  static List<FaultRow> of(RunReport report) {
    Moments moments = report.moments();
    if (!moments.several()) {
      return List.of();
    }
    Scale scale = Scale.of(report);
    long first = moments.faultBegan().orElseThrow();
    return moments.episodes().stream().map(each -> row(each, first, scale)).toList();
  }

  private static FaultRow row(Episode episode, long first, Scale scale) {
    long began = episode.fault().began();
    long ended = episode.fault().ended();
    return new FaultRow(
        episode.number(),
        episode.fault().fault(),
        episode.fault().severity().toString(),
        String.format(Locale.ROOT, "%.3f", (began - first) / 1e9),
        Amounts.millis((ended - began) / NANOS_A_MILLI),
        episode.recoveryMillis().map(Amounts::millis).orElse("not seen"),
        scale.place(began),
        scale.width(began, episode.recovered().orElse(scale.until())),
        scale.width(began, ended));
  }

  private record Scale(long from, long until) {
    static Scale of(RunReport report) {
      long from = report.happened().stream().mapToLong(Event::at).min().orElse(0);
      return new Scale(from, Math.max(from + 1, report.lastedNanos()));
    }

    String place(long at) {
      return percent(ALL * (at - from) / (until - from));
    }

    String width(long begin, long end) {
      return percent(Math.max(THINNEST, ALL * (end - begin) / (until - from)));
    }

    private static String percent(double value) {
      return String.format(Locale.ROOT, "%.2f%%", Math.max(0, Math.min(ALL, value)));
    }
  }
}
