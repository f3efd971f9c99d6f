package io.redisdrill.recovery;

/**
 * A backup that was restored after the fault.
 *
 * @param backup where it was
 * @param point everything acknowledged before is in it; nanoseconds of the run
 * @param stopped when the process was gone whose data it replaced, in nanoseconds of the run
 */
public record Restored(String backup, long point, long stopped) {}
