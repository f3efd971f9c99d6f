package io.redisdrill.settings;

import io.redisdrill.UsageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them. */
public final class Durations {
  private static final Pattern SIMPLE = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  private Durations() {}

  /**
   * Reads {@code 500ms}, {@code 3s}, {@code 2m}, {@code 1h}, or ISO-8601 as {@code PT1.5S}.
   *
   * @param what it is, for the message
   * @throws UsageException if it is none of these
   */
  public static Duration parse(String what, String text) {
    Matcher simple = SIMPLE.matcher(text.strip());
    if (simple.matches()) {
      Duration unit = UNITS.getOrDefault(simple.group(2), Duration.ZERO);
      return unit.multipliedBy(Long.parseLong(simple.group(1)));
    }
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeException e) {
      throw new UsageException(
          "Cannot read " + what,
          "a duration such as 500ms, 3s, 2m or PT1.5S",
          "'" + text + "'",
          "Correct it.",
          e);
    }
  }
}
