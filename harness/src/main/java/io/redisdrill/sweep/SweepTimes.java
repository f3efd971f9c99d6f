package io.redisdrill.sweep;

import java.time.Instant;

/**
 * How long a sweep took: apart from its result, which is the same each time.
 *
 * @param beganAt when the last command began
 * @param images that this command tried
 * @param seconds that it took, with the oracle
 * @param imagesPerSecond of those, without the oracle
 * @param workers images at a time
 */
public record SweepTimes(
    Instant beganAt, int images, double seconds, double imagesPerSecond, int workers) {}
