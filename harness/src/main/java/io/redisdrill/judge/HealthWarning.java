package io.redisdrill.judge;

/**
 * Something about the persistence of Redis that somebody should look at, as the samples of INFO
 * during a run told it.
 *
 * @param kind in two or three words
 * @param message in a sentence, as it was seen last
 * @param fromMillis of the first sample that told it, since the run began
 * @param toMillis of the last one
 * @param samples how many told it
 */
public record HealthWarning(
    String kind, String message, double fromMillis, double toMillis, long samples) {}
