package io.redisdrill.fault;

/** What a fault takes away, and so which promise of the configuration applies. */
public enum Severity {
  /** Nothing happens to the process. */
  NONE,
  /** The process is asked to end and may save first. */
  SIGTERM,
  /** The process ends at once; the page cache of the machine outlives it. */
  SIGKILL,
  /** The process goes on, and its disk fails, lies, hangs or is slow for a while. */
  DISK,
  /** The process ends at once, and with it every byte that was never synced. */
  POWER_CUT,
  /** What lies on the volume is cut, changed or gone. */
  FILES
}
