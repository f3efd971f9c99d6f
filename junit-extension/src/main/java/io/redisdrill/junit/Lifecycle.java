package io.redisdrill.junit;

/** How long the Redis of a test lives. */
public enum Lifecycle {
  /** Whatever the settings say, else {@link #PER_CLASS}. */
  UNSET,
  /**
   * One Redis for all methods of a class, emptied before each. Methods that run concurrently get
   * one each all the same.
   */
  PER_CLASS,
  /** A new Redis for each method. */
  PER_METHOD
}
