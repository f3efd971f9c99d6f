package io.redisdrill.report.forecast;

import io.redisdrill.UsageException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of data sets, as people write and read them. */
public final class Sizes {
  private static final double MEBIBYTE = 1 << 20;
  private static final Pattern WORDS = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s?([KMGT])iB");
  private static final String UNITS = "KMGT";

  private Sizes() {}

  /** Returns how many MiB that is. */
  public static double mebibytes(long bytes) {
    return bytes / MEBIBYTE;
  }

  /** Returns "64 MiB", "1.5 GiB". */
  public static String words(long bytes) {
    String unit = bytes >= 1L << 30 ? "G" : bytes >= 1L << 20 ? "M" : "K";
    double size = bytes / (double) unit(unit);
    String number =
        size == Math.rint(size)
            ? String.format(Locale.ROOT, "%.0f", size)
            : String.format(Locale.ROOT, "%.1f", size);
    return number + " " + unit + "iB";
  }

  private static long unit(String letter) {
    return 1L << (10 * (UNITS.indexOf(letter) + 1));
  }

  /**
   * Reads "64MiB" or "1.5GiB".
   *
   * @throws UsageException if it is none, or no size above 0
   */
  public static long parse(String text) {
    Matcher words = WORDS.matcher(text.strip());
    if (words.matches()) {
      double size = Double.parseDouble(words.group(1)) * unit(words.group(2));
      if (size >= 1 && size < Long.MAX_VALUE) {
        return Math.round(size);
      }
    }
    throw new UsageException(
        "Cannot read a size",
        "one such as 512KiB, 64MiB or 1.5GiB",
        "'" + text + "'",
        "Correct it.");
  }
}
