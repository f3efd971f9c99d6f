package io.redisdrill.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Leaves the secrets out of a manifest: all that a Secret holds, the secret settings of each
 * redis.conf in a ConfigMap, variables and arguments whose name speaks of a password. What a shell
 * script spells out is not recognised.
 */
final class Redaction {
  private Redaction() {}

  static Document of(Document document) {
    Map<String, @Nullable Object> tree = TreeCopy.map(document.tree());
    switch (document.kind()) {
      case "Secret" -> {
        change(tree, "data", value -> RedisConf.REDACTED);
        change(tree, "stringData", value -> RedisConf.REDACTED);
        // kubectl apply repeats the whole object in an annotation.
        tree.put("metadata", Map.of("name", document.name()));
      }
      case "ConfigMap" -> change(tree, "data", Redaction::conf);
      default -> tree.replaceAll((name, value) -> deep(value));
    }
    return new Document(document.file(), tree);
  }

  private static void change(
      Map<String, @Nullable Object> tree, String name, UnaryOperator<String> change) {
    if (tree.get(name) instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> changed = TreeCopy.map(map);
      changed.replaceAll((key, value) -> change.apply(String.valueOf(value)));
      tree.put(name, changed);
    }
  }

  /** Keeps each line that is no secret as it is; a text that is no redis.conf has none to hide. */
  private static String conf(String text) {
    var result = new StringBuilder();
    for (String line : text.split("(?<=\n)")) {
      String[] words = line.strip().split("\\s+", 2);
      boolean secret = words.length == 2 && new Directive(words[0], List.of()).isSecret();
      result.append(secret ? words[0] + " " + RedisConf.REDACTED + "\n" : line);
    }
    return result.toString();
  }

  private static @Nullable Object deep(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> result = TreeCopy.map(map);
      boolean secret = speaksOfPassword(String.valueOf(result.get("name")));
      result.replaceAll(
          (key, item) -> secret && key.equals("value") ? RedisConf.REDACTED : deep(item));
      return result;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>();
      for (Object item : list) {
        boolean secret =
            !result.isEmpty()
                && result.get(result.size() - 1) instanceof String before
                && before.startsWith("-")
                && (before.equals("-a")
                    || new Directive(before.replaceFirst("^-+", ""), List.of()).isSecret());
        result.add(secret ? RedisConf.REDACTED : deep(item));
      }
      return result;
    }
    return value;
  }

  static boolean speaksOfPassword(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.contains("PASS") || upper.endsWith("AUTH") || upper.contains("SECRET");
  }
}
