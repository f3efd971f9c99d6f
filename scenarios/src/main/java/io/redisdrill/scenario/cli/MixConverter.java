package io.redisdrill.scenario.cli;

import io.redisdrill.load.Workload.Mix;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads kinds of writes with their weights: {@code all}, {@code sets}, {@code set=8,delete=2}. */
final class MixConverter implements ITypeConverter<Mix> {
  private static final Map<String, Mix> NAMED = Map.of("all", Mix.ALL, "sets", Mix.SETS);

  @Override
  public Mix convert(String text) {
    if (NAMED.containsKey(text)) {
      return NAMED.get(text);
    }
    Map<String, Integer> weights = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1 || !part.substring(equals + 1).matches("\\d{1,6}")) {
        throw refused(text);
      }
      weights.put(part.substring(0, equals).strip(), Integer.valueOf(part.substring(equals + 1)));
    }
    Mix mix =
        new Mix(
            take(weights, "set"),
            take(weights, "expiring"),
            take(weights, "delete"),
            take(weights, "transaction"),
            take(weights, "script"));
    if (!weights.isEmpty()) {
      throw refused(text);
    }
    return mix;
  }

  private static int take(Map<String, Integer> weights, String kind) {
    Integer weight = weights.remove(kind);
    return weight == null ? 0 : weight;
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        ("expected 'all', 'sets' or weights of set, expiring, delete, transaction and script, "
                + "found '%s'. Write it like set=8,delete=2.")
            .formatted(text));
  }
}
