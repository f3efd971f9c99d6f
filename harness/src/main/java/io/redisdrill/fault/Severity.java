package io.redisdrill.fault;

/** What a fault takes away, and so which promise of the configuration applies. */
public enum Severity {
  /** Nothing happens to the process. */
  NONE,
  /** The process is asked to end and may save first. */
  SIGTERM,
  /** The process ends at once; the page cache of the machine outlives it. */
  SIGKILL,
  /** What lies on the volume is cut, changed or gone. */
  FILES
}
