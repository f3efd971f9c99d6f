package io.redisdrill.stack;

import io.redisdrill.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies a YAML tree so that nothing in it is shared: an alias becomes what it stands for. That is
 * where a few lines can stand for millions of values, so the copy has a limit.
 */
final class TreeCopy {
  private static final int MAX_VALUES = 100_000;
  private static final int MAX_DEPTH = 64;

  private final String file;
  private int values;

  TreeCopy(String file) {
    this.file = file;
  }

  @Nullable Object copy(@Nullable Object value) {
    return copy(value, 0);
  }

  /** Returns a map of Kubernetes, whose keys are texts. */
  static Map<String, @Nullable Object> map(Map<?, ?> source) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    source.forEach((key, value) -> result.put(String.valueOf(key), value));
    return result;
  }

  private @Nullable Object copy(@Nullable Object value, int depth) {
    if (++values > MAX_VALUES || depth > MAX_DEPTH) {
      throw new UsageException(
          "Cannot read " + file,
          "at most %,d values, nested at most %d deep".formatted(MAX_VALUES, MAX_DEPTH),
          "more, once its aliases are written out",
          "Write the manifests without aliases, or with fewer of them.");
    }
    if (value instanceof Map<?, ?> source) {
      Map<String, @Nullable Object> result = map(source);
      result.replaceAll((key, item) -> copy(item, depth + 1));
      return result;
    }
    if (value instanceof Iterable<?> source) {
      List<@Nullable Object> result = new ArrayList<>();
      source.forEach(item -> result.add(copy(item, depth + 1)));
      return result;
    }
    return value instanceof Number || value instanceof Boolean || value == null
        ? value
        : String.valueOf(value);
  }
}
