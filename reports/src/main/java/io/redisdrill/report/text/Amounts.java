package io.redisdrill.report.text;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Figures as people read them, the same on every machine. */
public final class Amounts {
  private static final double SECOND = 1e3;
  private static final double MINUTE = 60e3;

  private Amounts() {}

  /** Returns 9120 as "9,120". */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns "1 write", "9,120 writes". */
  public static String count(long count, String one) {
    return count(count) + " " + one + (count == 1 ? "" : "s");
  }

  /** Returns a duration with three digits: "0.41 ms", "41 ms", "12.4 s", "2 min 3 s". */
  public static String millis(double millis) {
    double size = Math.abs(millis);
    if (size == 0) {
      return "0 ms";
    }
    if (size < SECOND && millis == Math.rint(millis)) {
      return format("%.0f ms", millis);
    }
    if (size < 1) {
      return format("%.2f ms", millis);
    }
    if (size < 9.95) {
      return format("%.1f ms", millis);
    }
    if (size < SECOND - 0.5) {
      return format("%.0f ms", millis);
    }
    if (size < 10 * SECOND) {
      return format("%.2f s", millis / SECOND);
    }
    if (size < MINUTE) {
      return format("%.1f s", millis / SECOND);
    }
    long seconds = Math.round(millis / SECOND);
    return seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** Returns milliseconds to the microsecond, as a table of intervals shows them: "42.409". */
  public static String exact(double millis) {
    return format("%,.3f", millis);
  }

  /** Returns an ISO-8601 duration as people read it; other words as they are. */
  public static String limit(String limit) {
    try {
      return duration(Duration.parse(limit));
    } catch (DateTimeParseException words) {
      return limit;
    }
  }

  /** Returns a duration of round figures: "0", "2 s", "500 ms", "1 min". */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + " min";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + " s" : count(millis) + " ms";
  }

  /** Returns a part of a whole: {@code 2.2 %}, {@code < 0.1 %}. */
  public static String share(long part, long whole) {
    if (part == 0 || whole == 0) {
      return "0 %";
    }
    double percent = 100.0 * part / whole;
    if (percent < 0.1) {
      return "< 0.1 %";
    }
    return part < whole && percent > 99.9 ? "> 99.9 %" : format("%.1f %%", percent);
  }

  /** Returns a rate: "57,933/s". */
  public static String rate(double perSecond) {
    return format("%,.0f/s", perSecond);
  }

  /** Returns a time of the wall clock, to the second: "2026-11-24 22:15:00 UTC". */
  public static String time(Instant instant) {
    return instant
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace("T", " ")
        .replace("Z", " UTC");
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
