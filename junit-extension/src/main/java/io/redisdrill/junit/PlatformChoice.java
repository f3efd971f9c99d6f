package io.redisdrill.junit;

/** Where a test runs. */
public enum PlatformChoice {
  /** Whatever the settings say, else {@link #EMBEDDED}. */
  UNSET,
  /** A redis-server process on this machine. */
  EMBEDDED,
  /** A Kubernetes of its own, in a container; its libraries are the suite's to add. */
  K3S
}
