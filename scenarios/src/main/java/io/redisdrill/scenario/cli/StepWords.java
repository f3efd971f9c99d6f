package io.redisdrill.scenario.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.redisdrill.Drill;
import io.redisdrill.fault.Injection;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.recovery.Phase;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.report.forecast.Sizes;
import io.redisdrill.run.Event;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a step has found so far, in words.
 *
 * @param drill that runs
 * @param last the last event of each type
 * @param began when the step began, in nanoseconds of the run
 */
record StepWords(Drill drill, Map<String, Event> last, long began) {
  String of(String step) {
    return switch (step) {
      case "deploy" -> deployed();
      case "fill" -> Sizes.words(drill.workload().base()) + " of values";
      case "load" -> loaded();
      case "inject" -> event(RunEvents.INJECTION, Injection.class).map(this::injected).orElse("");
      case "recover" -> event(RunEvents.RECOVERY, Recovery.class).map(this::recovered).orElse("");
      case "read back", "second restart" -> readBack();
      default -> "";
    };
  }

  private String deployed() {
    JsonNode config = data(RunEvents.CONFIG);
    String fsync =
        config.path("appendonly").asText().equals("yes")
            ? ", " + config.path("appendfsync").asText()
            : "";
    String version = data(RunEvents.INFO).path("redis_version").asText();
    return "redis%s (%s%s) on %s"
        .formatted(
            version.isEmpty() ? "" : " " + version,
            drill.stack().name(),
            fsync,
            drill.platform().name());
  }

  private String loaded() {
    Event progress = last.get(RunEvents.PROGRESS);
    String writers = drill.workload().writers() + " writers";
    if (progress == null || progress.at() <= began) {
      return writers;
    }
    long base = (long) drill.workload().baseKeys() * drill.workload().writers();
    long acknowledged = Math.max(0, progress.data().path("acknowledged").asLong() - base);
    double rate = acknowledged / ((progress.at() - began) / 1e9);
    return "%s, %s acknowledged, %s/s"
        .formatted(writers, Figures.count(acknowledged), Figures.count(Math.round(rate)));
  }

  private String injected(Injection injection) {
    Object gone = injection.proof().get("goneAfterMillis");
    String proof =
        gone instanceof Number millis
            ? "redis-server gone after " + Figures.millis(millis.doubleValue())
            : injection.proof().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    Object file = injection.proof().get("file");
    return injection.fault() + ": " + proof + (file == null ? "" : ", then " + file + " changed");
  }

  private String recovered(Recovery recovery) {
    if (!recovery.complete()) {
      return "no acknowledged write; last seen: " + recovery.lastSeen();
    }
    if (recovery.phases().isEmpty()) {
      return recovery.lastSeen();
    }
    double loading = reached(recovery, "loaded") - reached(recovery, "accepting");
    return "serving again after "
        + Figures.millis(recovery.totalMillis().orElse(0.0))
        + (loading > 0 ? " (loading " + Figures.millis(loading) + ")" : "");
  }

  private static double reached(Recovery recovery, String phase) {
    return recovery.phases().stream()
        .filter(one -> one.name().equals(phase))
        .mapToDouble(Phase::toMillis)
        .findFirst()
        .orElse(0);
  }

  /** What an earlier step read back says nothing of this one. */
  private String readBack() {
    Event keys = last.get(RunEvents.KEYS);
    return keys == null || keys.at() < began
        ? ""
        : Figures.exact(keys.data().path("registers").asLong()) + " keys found";
  }

  private JsonNode data(String type) {
    Event event = last.get(type);
    return event == null ? MissingNode.getInstance() : event.data();
  }

  private <T> Optional<T> event(String type, Class<T> kind) {
    return Optional.ofNullable(last.get(type)).map(event -> event.as(kind));
  }
}
