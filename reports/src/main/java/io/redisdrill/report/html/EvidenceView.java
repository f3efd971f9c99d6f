package io.redisdrill.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.judge.HealthWarning;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.SafeText;
import io.redisdrill.run.Event;
import io.redisdrill.run.Json;
import io.redisdrill.run.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the run was and what was recorded.
 *
 * @param persistence what Redis itself said of its persistence
 * @param environment of machine and tool
 * @param workload the writes
 * @param config the settings in force
 * @param conf redis.conf as it was deployed, or empty
 * @param log of Redis and the platform
 * @param events all others
 */
public record EvidenceView(
    Table persistence,
    Table environment,
    Table workload,
    Table config,
    String conf,
    Shown<LogLine> log,
    Shown<LogLine> events) {
  private static final int LONGEST_EVENT = 1_000;
  private static final String DEPLOYED = "deployed";
  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of(RunEvents.LOG, RunEvents.CONFIG, Metrics.TYPE);

  static EvidenceView of(RunReport report) {
    return new EvidenceView(
        persistence(report),
        environment(report),
        settings("Writes", Json.MAPPER.valueToTree(report.manifest().workload())),
        config(report.events()),
        report.events().last(DEPLOYED).map(it -> it.data().path("conf").asText()).orElse(""),
        Shown.of(
            report.events().log().stream()
                .map(line -> line(line.at(), line.source().toString(), line.text()))
                .toList(),
            LogLine::length),
        Shown.of(
            report.happened().stream()
                .filter(event -> !SHOWN_ELSEWHERE.contains(event.type()))
                .map(EvidenceView::line)
                .toList(),
            LogLine::length));
  }

  private static Table persistence(RunReport report) {
    List<List<Cell>> rows = new ArrayList<>();
    for (HealthWarning warning : report.result().persistence()) {
      rows.add(
          List.of(
              Cell.text(warning.kind()),
              Cell.text(warning.message()),
              Cell.text(
                  String.format(
                      Locale.ROOT,
                      "%.1f to %.1f s",
                      warning.fromMillis() / 1e3,
                      warning.toMillis() / 1e3))));
    }
    return Table.of(
        "What INFO warned of while the drill ran", List.of("What", "In words", "When"), rows);
  }

  private static Table environment(RunReport report) {
    Map<String, String> all = new TreeMap<>(report.manifest().environment());
    all.put("stack from", report.manifest().stackSource());
    all.put("started", report.manifest().started().toString());
    all.put("seed", Long.toString(report.result().seed()));
    all.put("run directory", report.result().runDirectory());
    return table("Environment", all);
  }

  private static Table settings(String caption, JsonNode settings) {
    Map<String, String> all = new TreeMap<>();
    settings
        .properties()
        .forEach(
            each ->
                all.put(
                    each.getKey(),
                    each.getValue().isTextual()
                        ? each.getValue().asText()
                        : each.getValue().toString()));
    return table(caption, all);
  }

  private static Table config(RunEvents events) {
    return table("Settings in force, as CONFIG GET answers them", new TreeMap<>(events.config()));
  }

  private static Table table(String caption, Map<String, String> settings) {
    List<List<Cell>> rows = new ArrayList<>();
    settings.forEach((name, value) -> rows.add(List.of(Cell.text(name), Cell.code(value))));
    return Table.of(caption, List.of("Name", "Value"), rows);
  }

  private static LogLine line(Event event) {
    return line(event.at(), event.type(), SafeText.line(event.data().toString(), LONGEST_EVENT));
  }

  private static LogLine line(long at, String source, String text) {
    return new LogLine(
        String.format(Locale.ROOT, "%.3f", at / 1e9),
        source.toLowerCase(Locale.ROOT),
        SafeText.line(text));
  }
}
