package io.redisdrill.backup;

import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;
import java.time.Duration;

/**
 * What is restored to.
 *
 * @param redis the server, running or not
 * @param clients to talk to it
 * @param clock of the run
 * @param names what it will start from, and under which names
 * @param grace between asking it to stop and SIGKILL
 * @param limit for its start from the restored files
 */
public record RestoreTarget(
    RunningRedis redis,
    RedisClients clients,
    RunClock clock,
    PersistentFiles names,
    Duration grace,
    Duration limit) {}
