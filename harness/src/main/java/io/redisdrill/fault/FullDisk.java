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
import java.util.regex.Pattern;

/**
 * The file system under the data is full for a while, and each write to it fails with ENOSPC: a
 * volume that nobody watched. Whether writes are taken again once there is space is the recovery.
 *
 * @param lasting how long
 */
public record FullDisk(Duration lasting) implements Fault {
  private static final Duration LASTING = Duration.ofSeconds(3);
  // What fits is written yet, so that the AOF's first complaint is of a short write; the next one
  // comes after 30 s at the earliest (AOF_WRITE_LOG_ERROR_RATE in aof.c).
  private static final Pattern NO_SPACE =
      Pattern.compile("No space left on device|Short write while writing to the AOF");

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
    Optional<Line> said =
        redis.log().first(Source.REDIS, began, text -> NO_SPACE.matcher(text).find());
    said.ifPresent(line -> proof.put("redisSays", line.text()));
    proof.put("lastedMillis", (clock.now() - began) / 1_000_000);
    return new Injection(name(), severity(), began, clock.now(), said.isPresent(), proof);
  }
}
