package io.redisdrill.stack;

import io.redisdrill.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value in a manifest together with the way to it, so that a message can name the exact place.
 *
 * @param document the file and the object, such as {@code redis.yaml, StatefulSet redis}
 * @param path the way to the value, such as {@code spec.replicas}
 * @param value a map, a list or a scalar; null if there is none
 */
record Field(String document, String path, @Nullable Object value) {
  private static final int SHOWN = 60;

  /** Returns the field of this name, which need not be there. */
  Field get(String name) {
    String step = name.matches("[\\w-]+") ? name : "[\"%s\"]".formatted(name);
    String way = path.isEmpty() || step.startsWith("[") ? path + step : path + "." + step;
    if (value == null) {
      return new Field(document, way, null);
    }
    if (value instanceof Map<?, ?> map) {
      return new Field(document, way, map.get(name));
    }
    throw refuse("a map of fields", "Correct the indentation or the type of this field.");
  }

  /** Returns the field at the end of several names. */
  Field get(String first, String... more) {
    Field field = get(first);
    for (String name : more) {
      field = field.get(name);
    }
    return field;
  }

  boolean isPresent() {
    return value != null;
  }

  /** Returns the items of a list; none if there is no list. */
  List<Field> items() {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw refuse("a list", "Write each item on a line of its own that begins with '- '.");
    }
    List<Field> items = new ArrayList<>();
    for (Object item : list) {
      items.add(new Field(document, "%s[%d]".formatted(path, items.size()), item));
    }
    return items;
  }

  /** Returns the names in a map; none if there is no map. */
  List<String> names() {
    return value instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Returns the scalar as text. */
  Optional<String> text() {
    if (value instanceof Map || value instanceof List) {
      throw refuse("one value", "Correct the indentation or the type of this field.");
    }
    return Optional.ofNullable(value).map(String::valueOf);
  }

  String requiredText() {
    return text()
        .orElseThrow(() -> refuse("a value", "Add this field: Kubernetes requires it too."));
  }

  /** Returns the items of a list of scalars. */
  List<String> texts() {
    return items().stream().map(item -> item.text().orElse("")).toList();
  }

  int integer(int otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number) {
      return number;
    }
    throw refuse("a whole number", "Write the number without quotes or unit.");
  }

  /** Returns the failure that says what this field should have been. */
  UsageException refuse(String expected, String nextStep) {
    return refuse(expected, found(), nextStep);
  }

  UsageException refuse(String expected, String found, String nextStep) {
    return new UsageException("Cannot use " + this, expected, found, nextStep);
  }

  private String found() {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Map<?, ?> map) {
      return "a map with " + map.keySet();
    }
    if (value instanceof List<?> list) {
      return "a list of " + list.size();
    }
    String text = String.valueOf(value);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** Returns the place, without the value. */
  @Override
  public String toString() {
    return path.isEmpty() ? document : document + ", " + path;
  }
}
