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
    int set = take(weights, "set");
    int expiring = take(weights, "expiring");
    int delete = take(weights, "delete");
    int transaction = take(weights, "transaction");
    int script = take(weights, "script");
    if (!weights.isEmpty() || Math.max(set + expiring + delete, transaction + script) == 0) {
      throw refused(text);
    }
    return new Mix(set, expiring, delete, transaction, script);
  }

  private static int take(Map<String, Integer> weights, String kind) {
    Integer weight = weights.remove(kind);
    return weight == null ? 0 : weight;
  }

  private static TypeConversionException refused(String text) {
    return new TypeConversionException(
        ("expected 'all', 'sets' or weights above 0 of set, expiring, delete, transaction and "
                + "script, found '%s'. Write it like set=8,delete=2.")
            .formatted(text));
  }
}
