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
 */
public record Deployment(Stack stack, RunClock clock, EventLog events) {}
