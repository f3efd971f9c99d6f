package io.redisdrill;

import org.jspecify.annotations.Nullable;

/**
 * Something that keeps a drill from going on, told in four parts: the subject, what was expected,
 * what was found, and what to do next.
 *
 * <p>It never means that Redis lost something: the verdict of a drill that ends with it is {@link
 * Verdict#UNKNOWN}.
 */
public class DrillException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param subject what could not be done, to what: "Cannot start redis-server on port 6379"
   * @param expected what would have let it go on
   * @param found what was there instead
   * @param nextStep what the reader can do about it
   */
  public DrillException(String subject, String expected, String found, String nextStep) {
    this(subject, expected, found, nextStep, null);
  }

  /** As above, with the failure that showed it. */
  public DrillException(
      String subject, String expected, String found, String nextStep, @Nullable Throwable cause) {
    super("%s: expected %s, found %s. %s".formatted(subject, expected, found, nextStep), cause);
  }
}
