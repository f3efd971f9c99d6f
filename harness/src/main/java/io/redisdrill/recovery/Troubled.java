package io.redisdrill.recovery;

import java.util.Map;

/**
 * A backup or a restore that was to be in trouble, in nanoseconds of the run.
 *
 * @param name of the trouble
 * @param began before anything was done to bring it about
 * @param ended when it was over: Redis serves again
 * @param happened whether {@code proof} shows that it did; else the drill shows nothing of it
 * @param kills whether Redis may end meanwhile
 * @param proof what shows it
 */
public record Troubled(
    String name,
    long began,
    long ended,
    boolean happened,
    boolean kills,
    Map<String, Object> proof) {
  public Troubled {
    proof = Map.copyOf(proof);
  }
}
