package io.redisdrill.backup;

import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Map;

/**
 * What is restored to.
 *
 * @param redis the server, running or not
 * @param clients to talk to it
 * @param clock of the run
 * @param names what it will start from, and under which names
 * @param grace between asking it to stop and SIGKILL
 * @param limit for its start from the restored files
 * @param identity what INFO will say of a server that is down, as far as it is known
 */
public record RestoreTarget(
    RunningRedis redis,
    RedisClients clients,
    RunClock clock,
    PersistentFiles names,
    Duration grace,
    Duration limit,
    Map<String, String> identity) {
  public RestoreTarget {
    identity = Map.copyOf(identity);
  }

  /** A server that tells itself who it is, or whose start will. */
  public RestoreTarget(
      RunningRedis redis,
      RedisClients clients,
      RunClock clock,
      PersistentFiles names,
      Duration grace,
      Duration limit) {
    this(redis, clients, clock, names, grace, limit, Map.of());
  }
}
