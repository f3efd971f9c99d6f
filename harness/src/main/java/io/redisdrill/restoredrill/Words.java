package io.redisdrill.restoredrill;

import java.time.Duration;
import java.util.Locale;

/** Amounts in sentences. */
final class Words {
  private Words() {}

  /** Returns "3 h 12 min", "2 d 4 h", "41 s". */
  static String age(Duration age) {
    if (age.toDays() > 0) {
      return "%d d %d h".formatted(age.toDays(), age.toHoursPart());
    }
    if (age.toHours() > 0) {
      return "%d h %d min".formatted(age.toHours(), age.toMinutesPart());
    }
    return age.toMinutes() > 0
        ? "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart())
        : age.toSeconds() + " s";
  }

  /** Returns "1.4 s", "41 ms". */
  static String millis(double millis) {
    return millis < 1_000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : millis < 60_000
            ? String.format(Locale.ROOT, "%.1f s", millis / 1_000)
            : age(Duration.ofMillis((long) millis));
  }

  /** Returns "1 key", "10,000 keys". */
  static String count(long count, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
  }
}
