package io.redisdrill.report.html;

import io.redisdrill.Verdict;
import io.redisdrill.report.text.Amounts;
import java.util.Locale;

/**
 * A cell of a table.
 *
 * @param text what it says
 * @param kind how it is set: {@code text}, {@code number}, {@code code} or {@code verdict}
 * @param sort what it is sorted by, where that is not the text
 */
public record Cell(String text, String kind, String sort) {
  static Cell text(String text) {
    return new Cell(text, "text", "");
  }

  static Cell code(String text) {
    return new Cell(text, "code", "");
  }

  static Cell count(long count) {
    return new Cell(
        Amounts.count(count), count == 0 ? "number zero" : "number", Long.toString(count));
  }

  static Cell millis(double millis) {
    return new Cell(Amounts.millis(millis), "number", Double.toString(millis));
  }

  static Cell number(String text) {
    return new Cell(text, "number", "");
  }

  static Cell none() {
    return new Cell("–", "number", "-1");
  }

  static Cell verdict(Verdict verdict) {
    return new Cell(verdict.toString(), "verdict", Integer.toString(verdict.ordinal()));
  }

  /** Returns the class of its style. */
  public String style() {
    return kind.equals("verdict") ? "verdict " + text.toLowerCase(Locale.ROOT) : kind;
  }
}
