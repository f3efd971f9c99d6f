package io.redisdrill.judge;

import io.redisdrill.load.Kind;

/**
 * One acknowledged write that is not there.
 *
 * @param writer who wrote it
 * @param key the name of its register in Redis
 * @param version of the write
 * @param kind of the write
 * @param acknowledged when, in nanoseconds of the run
 */
public record LostWrite(int writer, String key, int version, Kind kind, long acknowledged) {}
