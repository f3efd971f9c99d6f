package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file system under the data is full for a while, and each write to it fails with ENOSPC: a
 * volume that nobody watched. Whether writes are taken again once there is space is the recovery.
 *
 * @param lasting how long
 */
public record FullDisk(Duration lasting) implements Fault {
  private static final Duration LASTING = Duration.ofSeconds(3);
  private static final String NO_SPACE = "No space left on device";

  /** For three seconds. */
  public FullDisk() {
    this(LASTING);
  }

  @Override
  public String name() {
    return "full-disk";
  }

  @Override
  public Severity severity() {
    return Severity.DISK;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.FULL_DISK);
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("lasting", lasting.toString());
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    DataFiles files = redis.files();
    long began = clock.now();
    Map<String, Object> proof = new HashMap<>();
    try {
      proof.put("bytesFilled", files.fill());
      Waiting.pass(lasting, redis::check);
    } finally {
      files.drain();
    }
    Optional<Line> said = redis.log().first(Source.REDIS, began, text -> text.contains(NO_SPACE));
    said.ifPresent(line -> proof.put("redisSays", line.text()));
    proof.put("lastedMillis", (clock.now() - began) / 1_000_000);
    return new Injection(name(), severity(), began, clock.now(), said.isPresent(), proof);
  }
}
