package io.redisdrill.junit;

/** Where a test runs. */
public enum PlatformChoice {
  /** Whatever the settings say, else {@link #EMBEDDED}. */
  UNSET,
  /** A redis-server process on this machine. */
  EMBEDDED
}
