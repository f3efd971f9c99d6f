package io.redisdrill.stack;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of bytes as Kubernetes and as Redis write them. */
public final class Quantity {
  private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)");
  private static final Map<String, Long> KUBERNETES =
      Map.of(
          "", 1L,
          "k", 1_000L,
          "M", 1_000_000L,
          "G", 1_000_000_000L,
          "T", 1_000_000_000_000L,
          "Ki", 1L << 10,
          "Mi", 1L << 20,
          "Gi", 1L << 30,
          "Ti", 1L << 40);
  private static final Map<String, Long> REDIS =
      Map.of(
          "", 1L,
          "b", 1L,
          "k", 1_000L,
          "kb", 1L << 10,
          "m", 1_000_000L,
          "mb", 1L << 20,
          "g", 1_000_000_000L,
          "gb", 1L << 30);

  private Quantity() {}

  /** Returns the bytes of {@code 8Gi}, {@code 500M}, …; nothing for what is no such amount. */
  public static OptionalLong kubernetes(String text) {
    return bytes(text, KUBERNETES);
  }

  /** Returns the bytes of {@code 4gb}, {@code 100m}, …; nothing for what is no such amount. */
  public static OptionalLong redis(String text) {
    return bytes(text.toLowerCase(Locale.ROOT), REDIS);
  }

  private static OptionalLong bytes(String text, Map<String, Long> units) {
    Matcher parts = NUMBER.matcher(text.strip());
    Long unit = parts.matches() ? units.get(parts.group(2)) : null;
    return unit == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(Double.parseDouble(parts.group(1)) * unit));
  }
}
