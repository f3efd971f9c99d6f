package io.redisdrill.scenario;

import java.util.Locale;

/** When Redis tells the kernel to bring the AOF to disk: the setting {@code appendfsync}. */
public enum AppendFsync {
  /** Before a write is acknowledged. */
  ALWAYS,
  /** Once a second, in the background. */
  EVERYSEC,
  /** Never: the kernel decides. */
  NO;

  /** Returns the value of the setting. */
  public String setting() {
    return name().toLowerCase(Locale.ROOT);
  }
}
