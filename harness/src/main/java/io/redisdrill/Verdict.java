package io.redisdrill;

/** What a drill showed. The order is the order of severity: the worst verdict of several wins. */
public enum Verdict {
  /** Shown to hold. */
  PASS,
  /** Neither shown to hold nor shown to be broken: never treat it as a pass. */
  UNKNOWN,
  /** Shown to be broken. */
  FAIL;

  /** Returns the worse of this verdict and {@code other}. */
  public Verdict and(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
