package io.redisdrill.backup;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many keys there are, as INFO tells it. */
final class Keyspace {
  private static final Pattern DATABASE = Pattern.compile("db\\d+");
  private static final Pattern KEYS = Pattern.compile("keys=(\\d+)");

  private Keyspace() {}

  static long keys(Map<String, String> info) {
    long keys = 0;
    for (Map.Entry<String, String> field : info.entrySet()) {
      Matcher number = KEYS.matcher(field.getValue());
      if (DATABASE.matcher(field.getKey()).matches() && number.find()) {
        keys += Long.parseLong(number.group(1));
      }
    }
    return keys;
  }
}
