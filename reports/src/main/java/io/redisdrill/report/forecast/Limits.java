package io.redisdrill.report.forecast;

import io.redisdrill.report.text.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a forecast does not show. */
final class Limits {
  /** So many times the largest size a line that is not quite straight is far off. */
  static final double FAR = 2;

  private Limits() {}

  /** Returns how many times the largest size that was drilled the one is that is asked for. */
  static double times(Forecast.Question question, List<Measured> drills) {
    long largest = drills.stream().mapToLong(Measured::bytes).max().orElse(0);
    return largest == 0 ? 0 : question.bytes() / (double) largest;
  }

  static List<String> of(Forecast.Question question, List<Measured> drills) {
    List<String> limits = new ArrayList<>();
    long largest = drills.stream().mapToLong(Measured::bytes).max().orElse(0);
    long smallest = drills.stream().mapToLong(Measured::bytes).min().orElse(0);
    double times = times(question, drills);
    if (times > FAR) {
      limits.add(
          String.format(
              Locale.ROOT,
              "%s is %.1f times the largest size that was drilled, %s. That the time goes on to"
                  + " grow along the line is an assumption there, which the interval does not"
                  + " cover: drill at least half of the size that counts.",
              Sizes.words(question.bytes()),
              times,
              Sizes.words(largest)));
    }
    if (question.bytes() < smallest) {
      limits.add(
          "%s is below the smallest size that was drilled, %s."
              .formatted(Sizes.words(question.bytes()), Sizes.words(smallest)));
    }
    if (drills.size() == drills.stream().map(Measured::bytes).distinct().count()) {
      limits.add(
          "Each size was drilled once: whether the line is straight cannot be told from scatter.");
    }
    limits.add(
        "Another machine, another disk or another version of Redis has a line of its own. The files"
            + " were in the page cache, as after the loss of a process; after the loss of"
            + " a node they are read from its disk.");
    limits.add(
        "The data are strings of "
            + Amounts.count(question.valueBytes(), "byte")
            + " each, in files as a rewrite or a save leaves them: smaller values load slower by"
            + " the byte, and a log that grew since takes longer.");
    limits.add(
        "The interval takes recovery times to scatter alike at every size: where they scatter more"
            + " at larger ones, it is too narrow there.");
    return limits;
  }
}
