package io.redisdrill.scenario.cli;

import io.redisdrill.Verdict;

/** What the command line ends with. */
final class ExitCode {
  static final int PASS = 0;
  static final int FAIL = 1;
  static final int UNKNOWN = 2;

  /** The words of the caller cannot be understood (EX_USAGE). */
  static final int USAGE = 64;

  /** A bug in this tool (EX_SOFTWARE). */
  static final int INTERNAL = 70;

  private ExitCode() {}

  static int of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> PASS;
      case FAIL -> FAIL;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
