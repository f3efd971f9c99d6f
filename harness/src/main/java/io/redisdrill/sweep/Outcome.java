package io.redisdrill.sweep;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a damaged data directory, from harmless to worst. */
public enum Outcome {
  /** The server loaded all that stands before the damage, or all there is. */
  EXACT_PREFIX("exactPrefix", "all that stands before the damage was loaded"),
  /** The server did not serve, and said so by ending: nothing is lost without notice. */
  REFUSED("refused", "the server did not start"),
  /** A signal ended it while it started, as a bug does: it said nothing about the files. */
  CRASHED("crashed", "the server crashed while it started"),
  /** It loaded less than stands before the damage. */
  SHORTER_PREFIX("shorterPrefix", "less was loaded than stands before the damage"),
  /** It loaded a dataset that never was. */
  WRONG_DATA("wrongData", "a dataset was loaded that never was"),
  /**
   * It served; after a clean restart what was written then was gone, or what was gone was back, or
   * it refused to start.
   */
  POISONED("poisoned", "after a clean restart it held other data, or did not start"),
  /** It could not be told: a deadline passed, or a write was not accepted. */
  UNKNOWN("unknown", "it could not be told");

  private final String word;
  private final String meaning;

  Outcome(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** Returns its name in results. */
  @JsonValue
  public String word() {
    return word;
  }

  /** Returns what it means, for people. */
  public String meaning() {
    return meaning;
  }

  /** Returns its name in a path: {@code exact-prefix}. */
  public String directory() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
