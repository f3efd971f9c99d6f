package io.redisdrill.report.html;

import io.redisdrill.recovery.Phase;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.report.model.Episode;
import io.redisdrill.report.model.Moments;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.model.Timeline;
import io.redisdrill.report.text.SafeText;
import io.redisdrill.run.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the script draws the timeline from; all times in seconds from the first fault. */
final class ChartData {
  private static final double NANOS_A_SECOND = 1e9;
  private static final double MILLIS_A_SECOND = 1e3;

  private ChartData() {}

  static Markup of(RunReport report) {
    Moments moments = report.moments();
    long origin = moments.faultBegan().orElse(0L);
    Map<String, Object> data = new LinkedHashMap<>();
    report.activity().whole().ifPresent(line -> data.put("whole", series(line, origin)));
    report.activity().close().ifPresent(line -> data.put("close", series(line, origin)));
    data.put(
        "faults",
        moments.episodes().stream()
            .filter(Episode::broke)
            .map(episode -> fault(episode, origin))
            .toList());
    data.put(
        "metrics", report.gauges().names().stream().map(name -> metric(report, name)).toList());
    // Nothing in it can end the element that carries it.
    return new Markup(Json.line(data).replace("<", "\\u003c").replace("&", "\\u0026"));
  }

  private static Map<String, Object> metric(RunReport report, String name) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("name", SafeText.line(name));
    report
        .activity()
        .whole()
        .ifPresent(line -> metric.put("whole", report.gauges().over(line, name)));
    report
        .activity()
        .close()
        .ifPresent(line -> metric.put("close", report.gauges().over(line, name)));
    return metric;
  }

  private static Map<String, Object> series(Timeline line, long origin) {
    Map<String, Object> series = new LinkedHashMap<>();
    series.put("from", (line.from() - origin) / NANOS_A_SECOND);
    series.put("width", line.width() / NANOS_A_SECOND);
    series.put("counts", line.counts());
    return series;
  }

  private static Map<String, Object> fault(Episode episode, long origin) {
    double from = (episode.fault().began() - origin) / NANOS_A_SECOND;
    Map<String, Object> fault = new LinkedHashMap<>();
    fault.put("name", SafeText.line(episode.fault().fault()));
    fault.put("from", from);
    fault.put("to", (episode.fault().ended() - origin) / NANOS_A_SECOND);
    fault.put(
        "phases",
        episode.recovery().map(Recovery::phases).orElse(List.of()).stream()
            .map(phase -> phase(phase, from))
            .toList());
    return fault;
  }

  private static Map<String, Object> phase(Phase phase, double fault) {
    double at = fault + phase.toMillis() / MILLIS_A_SECOND;
    return Map.of("name", SafeText.line(phase.name()), "at", at);
  }
}
