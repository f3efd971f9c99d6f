package io.redisdrill.judge;

import io.redisdrill.Verdict;

/**
 * Something that has to hold for the figures to mean anything.
 *
 * @param name of what is checked
 * @param verdict whether it holds
 * @param message in a sentence
 */
public record Check(String name, Verdict verdict, String message) {
  static Check pass(String name, String message) {
    return new Check(name, Verdict.PASS, message);
  }

  static Check unknown(String name, String message) {
    return new Check(name, Verdict.UNKNOWN, message);
  }

  static Check fail(String name, String message) {
    return new Check(name, Verdict.FAIL, message);
  }
}
