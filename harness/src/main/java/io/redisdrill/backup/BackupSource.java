package io.redisdrill.backup;

import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;

/**
 * What is backed up.
 *
 * @param redis the server, running
 * @param clients to talk to it
 * @param clock of the run
 * @param pod its name, for the metadata
 * @param namespace of the pod, for the metadata
 */
public record BackupSource(
    RunningRedis redis, RedisClients clients, RunClock clock, String pod, String namespace) {}
