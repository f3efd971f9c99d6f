package io.redisdrill.load;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** How many writes had which outcome so far. Thread-safe; for progress, not for judging. */
public final class LoadCounts {
  private final AtomicLongArray byOutcome = new AtomicLongArray(Outcome.values().length);
  private volatile String firstError = "";

  void add(Outcome outcome, int writes, @Nullable String error) {
    byOutcome.addAndGet(outcome.ordinal(), writes);
    if (outcome == Outcome.FAIL && error != null && firstError.isEmpty()) {
      firstError = error; // one of the first: which one matters to nobody
    }
  }

  /** Returns how many had this outcome. */
  public long of(Outcome outcome) {
    return byOutcome.get(outcome.ordinal());
  }

  /** Returns the first error that Redis refused a write with, or an empty text. */
  public String firstError() {
    return firstError;
  }
}
