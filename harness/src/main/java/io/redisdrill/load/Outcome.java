package io.redisdrill.load;

import java.util.List;

/** What became of a write. The order is part of the format of {@code history.bin}. */
public enum Outcome {
  /** Acknowledged: Redis promised it. */
  OK,
  /** Refused with an error: it was not executed. */
  FAIL,
  /** No answer: it was executed or not. */
  UNKNOWN;

  /** All outcomes, by their number in the file. */
  static final List<Outcome> BY_NUMBER = List.of(values());
}
