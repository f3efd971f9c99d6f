package io.redisdrill.fault;

import io.redisdrill.aof.LogChange;
import io.redisdrill.aof.LogEnd;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param log what was done to the AOF, if that is what the fault does
 * @param snapshot when the snapshot was asked for that lies there now, in nanoseconds of the run,
 *     if the fault put one back
 * @param cause why what it took is gone, in the words of a report, where the fault knows it
 * @param left the end of the AOF that a power cut left to be loaded, where it was read
 */
public record Injection(
    String fault,
    Severity severity,
    long began,
    long ended,
    boolean tookEffect,
    Map<String, Object> proof,
    Optional<LogChange> log,
    OptionalLong snapshot,
    Optional<String> cause,
    Optional<LogEnd> left) {
  public Injection {
    proof = Map.copyOf(proof);
  }

  /** One that does not touch the AOF. */
  public Injection(
      String fault,
      Severity severity,
      long began,
      long ended,
      boolean tookEffect,
      Map<String, Object> proof) {
    this(fault, severity, began, ended, tookEffect, proof, Optional.empty());
  }

  /** One that puts no snapshot back. */
  Injection(
      String fault,
      Severity severity,
      long began,
      long ended,
      boolean tookEffect,
      Map<String, Object> proof,
      Optional<LogChange> log) {
    this(
        fault,
        severity,
        began,
        ended,
        tookEffect,
        proof,
        log,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns the same, with another end. */
  public Injection endedAt(long other) {
    return new Injection(
        fault, severity, began, other, tookEffect, proof, log, snapshot, cause, left);
  }

  /** Returns the same, with a snapshot put back. */
  Injection withSnapshot(long askedFor) {
    return new Injection(
        fault,
        severity,
        began,
        ended,
        tookEffect,
        proof,
        log,
        OptionalLong.of(askedFor),
        cause,
        left);
  }

  /** Returns the same, with why what it took is gone. */
  Injection because(String why) {
    return new Injection(
        fault, severity, began, ended, tookEffect, proof, log, snapshot, Optional.of(why), left);
  }

  /** Returns the same, with the end of the AOF that is left. */
  Injection leaving(Optional<LogEnd> end) {
    return new Injection(
        fault, severity, began, ended, tookEffect, proof, log, snapshot, cause, end);
  }

  /** Returns the same, with what has become of the AOF. */
  Injection changing(Optional<LogChange> change) {
    return new Injection(
        fault, severity, began, ended, tookEffect, proof, change, snapshot, cause, left);
  }

  /** Returns the same as a part of another fault. */
  Injection within(Fault whole, boolean wholeTookEffect, Map<String, Object> wholeProof) {
    return new Injection(
        whole.name(),
        severity,
        began,
        ended,
        wholeTookEffect,
        wholeProof,
        log,
        snapshot,
        cause,
        left);
  }
}
