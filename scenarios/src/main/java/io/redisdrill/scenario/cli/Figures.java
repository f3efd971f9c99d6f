package io.redisdrill.scenario.cli;

import java.util.Locale;

/** Figures for people, the same in every locale. */
final class Figures {
  private Figures() {}

  /** Returns 950, 41 k, 1.2 M. */
  static String count(long count) {
    if (count < 10_000) {
      return exact(count);
    }
    return count < 1_000_000
        ? String.format(Locale.ROOT, "%,d k", Math.round(count / 1e3))
        : String.format(Locale.ROOT, "%,.2f M", count / 1e6);
  }

  /** Returns 412,310. */
  static String exact(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns 4.1 ms, 143 ms, 12.3 s. */
  static String millis(double millis) {
    if (millis >= 10_000) {
      return String.format(Locale.ROOT, "%,.1f s", millis / 1e3);
    }
    return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis);
  }

  /** Returns 3.0 s. */
  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%,.1f s", seconds);
  }
}
