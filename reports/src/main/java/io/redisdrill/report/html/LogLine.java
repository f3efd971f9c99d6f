package io.redisdrill.report.html;

/**
 * A line of a log.
 *
 * @param at seconds of the run
 * @param source who said it
 * @param text what it says
 */
public record LogLine(String at, String source, String text) {
  int length() {
    return text.length();
  }
}
