package io.redisdrill.report.model;

/** Where a write stands in regard to the fault. */
public enum Era {
  /** Answered before the fault. */
  BEFORE("before the fault"),
  /** Under way between the fault and the first acknowledged write after it. */
  DURING("from the fault to the recovery"),
  /** Sent after the recovery. */
  AFTER("after the recovery");

  private final String words;

  Era(String words) {
    this.words = words;
  }

  /** Returns it in words. */
  public String words() {
    return words;
  }
}
