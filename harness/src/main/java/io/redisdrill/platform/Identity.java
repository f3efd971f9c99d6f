package io.redisdrill.platform;

import java.time.Instant;

/**
 * Which process serves: two identities are equal only if it is the same one.
 *
 * @param id a process id, or a pod's uid and its container's id
 * @param startedAt when it started, so that a reused process id is seen
 */
public record Identity(String id, Instant startedAt) {}
