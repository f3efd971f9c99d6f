package io.redisdrill.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that somebody may have meant. */
final class Nearest {
  private static final int MOST = 3;

  private Nearest() {}

  /** Returns up to three of {@code names}, the nearest first. */
  static List<String> to(String typed, List<String> names) {
    String meant = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .sorted(Comparator.comparingInt(name -> distance(meant, name)))
        .limit(MOST)
        .toList();
  }

  /** Returns how many letters have to be inserted, left out or replaced (Levenshtein). */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
