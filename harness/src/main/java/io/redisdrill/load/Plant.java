package io.redisdrill.load;

/**
 * A defect that a control puts into the data right before the read-back, to show that the
 * instrument finds it.
 */
public enum Plant {
  /** An acknowledged key is deleted. */
  MISSING_KEY("a key that is missing"),
  /** A key is set back to an earlier version. */
  STALE_VALUE("a value that is older than acknowledged"),
  /** A deleted key is put back. */
  RESURRECTED_KEY("a deleted key that is back"),
  /** One bit of a value is changed. */
  FLIPPED_BYTE("a value with one bit changed"),
  /** A key is set that nobody wrote. */
  PHANTOM_KEY("a key that nobody wrote");

  private final String words;

  Plant(String words) {
    this.words = words;
  }

  /** Returns it in words. */
  public String words() {
    return words;
  }
}
