package io.redisdrill.sweep;

/**
 * One damaged data directory.
 *
 * @param index its place among all images of the sweep, from 0
 * @param position where the damage is, as {@link Images} counts
 */
record Image(long index, long position) {}
