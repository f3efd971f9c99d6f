package io.redisdrill.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an exporter beside Redis said at a time of the run.
 *
 * @param values by the exporter's own names and in its units; one that it did not tell is absent,
 *     never zero
 * @param missing why there are none
 */
public record Metrics(Map<String, Double> values, Optional<String> missing) {
  /** The type of the event that holds it. */
  public static final String TYPE = "metrics";

  public Metrics {
    values = Map.copyOf(values);
  }

  /** Returns the metrics without labels that {@code wanted} lists, from Prometheus' text format. */
  public static Metrics parse(String text, Iterable<String> wanted) {
    Map<String, Double> all = new LinkedHashMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length >= 2)
        .forEach(words -> number(words[1]).ifPresent(value -> all.put(words[0], value)));
    Map<String, Double> chosen = new LinkedHashMap<>();
    for (String name : wanted) {
      Double value = all.get(name);
      if (value != null) {
        chosen.put(name, value);
      }
    }
    return chosen.isEmpty()
        ? missing("an answer without any of the metrics of Redis")
        : new Metrics(chosen, Optional.empty());
  }

  /** Returns that there were none. */
  public static Metrics missing(String why) {
    return new Metrics(Map.of(), Optional.of(why));
  }

  private static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
