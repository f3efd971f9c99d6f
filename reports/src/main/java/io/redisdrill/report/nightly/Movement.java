package io.redisdrill.report.nightly;

/**
 * How a figure of a cell stands against the nights before.
 *
 * @param cell of the matrix
 * @param figure {@code data-loss window} or {@code recovery time}
 * @param kind what it comes to
 * @param nights earlier ones that were compared
 * @param earlier how many values they have
 * @param tonight how many values tonight has
 * @param earlierMedian of all earlier values, in milliseconds
 * @param tonightMedian in milliseconds
 * @param band by how many milliseconds the median has to move to matter
 * @param p that chance alone ranks tonight's values so high, corrected for the number of tests
 */
public record Movement(
    String cell,
    String figure,
    Kind kind,
    int nights,
    int earlier,
    int tonight,
    double earlierMedian,
    double tonightMedian,
    double band,
    double p) {
  /** The figure of the loss. */
  public static final String WINDOW = "data-loss window";

  /** The figure of the time. */
  public static final String RECOVERY = "recovery time";

  /** What a comparison comes to. */
  public enum Kind {
    /** Nothing that chance or noise cannot explain. */
    STEADY,
    /** A regression. */
    WORSE,
    /** The opposite of one. */
    BETTER,
    /** Not enough values for any difference to stand out. */
    TOO_FEW
  }
}
