package io.redisdrill.report.text;

/**
 * Text of others, made harmless: what would move a cursor, turn the direction of reading, or not be
 * seen at all is shown as a visible escape, and what is long is cut, with a word that it was. It
 * does not quote anything for HTML, XML or Markdown: the writer of each format does that.
 */
public final class SafeText {
  /** The most characters of a line that are shown. */
  public static final int LONGEST_LINE = 2_000;

  private static final int CONTROL_PICTURES = 0x2400;
  private static final int DELETE = 0x7F;
  private static final int DELETE_PICTURE = 0x2421;

  private SafeText() {}

  /** Returns one line: line ends are escaped too, and more than {@link #LONGEST_LINE} is cut. */
  public static String line(String text) {
    return line(text, LONGEST_LINE);
  }

  /** Returns one line of at most {@code most} characters of the text. */
  public static String line(String text, int most) {
    if (text.length() <= most) {
      return visible(text);
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return visible(text.substring(0, end))
        + " … ("
        + Amounts.count(text.length() - end)
        + " more characters are not shown)";
  }

  /** Returns several lines, each cut like one. */
  public static String lines(String text) {
    StringBuilder result = new StringBuilder();
    for (String line : text.split("\r?\n", -1)) {
      result.append(result.isEmpty() ? "" : "\n").append(line(line));
    }
    return result.toString();
  }

  private static String visible(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(result, point));
    return result.toString();
  }

  private static void append(StringBuilder result, int point) {
    if (point == '\t') {
      result.append(' ');
    } else if (point < ' ') {
      result.append((char) (CONTROL_PICTURES + point));
    } else if (point == DELETE) {
      result.append((char) DELETE_PICTURE);
    } else if (isHidden(point)) {
      result.append("⟨U+%04X⟩".formatted(point));
    } else {
      result.appendCodePoint(point);
    }
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
