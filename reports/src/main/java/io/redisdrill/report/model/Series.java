package io.redisdrill.report.model;

/** What is counted in each bucket of time, by when its outcome was known. */
public enum Series {
  /** Acknowledged writes, lost ones among them. */
  ACKNOWLEDGED,
  /** Refused writes. */
  FAILED,
  /** Writes without an answer. */
  UNKNOWN,
  /** Acknowledged writes that are absent afterwards. */
  LOST
}
