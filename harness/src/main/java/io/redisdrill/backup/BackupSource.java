package io.redisdrill.backup;

import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is backed up.
 *
 * @param redis the server, running
 * @param clients to talk to it
 * @param clock of the run
 * @param pod its name, for the metadata
 * @param namespace of the pod, for the metadata
 * @param store how the side of the server reaches the bucket, if that is another way
 * @param record where what others say is kept, if it is
 */
public record BackupSource(
    RunningRedis redis,
    RedisClients clients,
    RunClock clock,
    String pod,
    String namespace,
    Optional<SharedStore> store,
    Optional<Path> record) {
  /** A source whose side reaches the bucket as this JVM does. */
  public BackupSource(
      RunningRedis redis, RedisClients clients, RunClock clock, String pod, String namespace) {
    this(redis, clients, clock, pod, namespace, Optional.empty(), Optional.empty());
  }
}
