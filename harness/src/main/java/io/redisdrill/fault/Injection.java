package io.redisdrill.fault;

import java.util.Map;

/**
 * A fault that was injected.
 *
 * @param fault its name
 * @param severity what it was meant to take away: a SIGTERM stays one when its grace is over, since
 *     a grace that is too short for the save breaks the promise
 * @param began right before it was injected, in nanoseconds of the run
 * @param ended when it had taken effect: nothing after this was served by the old process
 * @param tookEffect whether {@code proof} shows that it did
 * @param proof what shows it
 */
public record Injection(
    String fault,
    Severity severity,
    long began,
    long ended,
    boolean tookEffect,
    Map<String, Object> proof) {
  public Injection {
    proof = Map.copyOf(proof);
  }
}
