package io.redisdrill.platform;

import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.stack.Stack;

/**
 * What to deploy, and where to say how it went.
 *
 * @param stack the manifests, with all overrides applied
 * @param clock the clock of the run
 * @param events takes every adaptation that the platform made
 * @param watched whether the syncs of Redis are watched, so that its disk can fail and lose power.
 *     It costs some microseconds a sync: figures of speed with and without do not compare.
 */
public record Deployment(Stack stack, RunClock clock, EventLog events, boolean watched) {
  /** One that is not watched. */
  public Deployment(Stack stack, RunClock clock, EventLog events) {
    this(stack, clock, events, false);
  }
}
