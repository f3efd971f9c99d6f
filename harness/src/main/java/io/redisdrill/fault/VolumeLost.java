package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The volume is gone, and Redis starts on an empty one: a disk that failed, a claim that somebody
 * deleted. Nothing but a backup brings the data back.
 */
public record VolumeLost() implements Fault {
  private static final Duration GRACE = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "volume-lost";
  }

  @Override
  public Severity severity() {
    return Severity.FILES;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.STOP, Capability.FILES);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    Injection stopped = ProcessEnd.of(this, redis, clock, () -> redis.stop(GRACE));
    List<DataFile> before = redis.files().list();
    String done = redis.files().discard();
    List<DataFile> after = redis.files().list();
    redis.start();
    Map<String, Object> proof = new HashMap<>(stopped.proof());
    proof.put("bytesBefore", bytes(before));
    proof.put("bytesAfter", bytes(after));
    proof.put("volume", done);
    return new Injection(
        name(),
        severity(),
        stopped.ended(),
        stopped.ended(),
        stopped.tookEffect() && after.isEmpty(),
        proof);
  }

  private static long bytes(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::size).sum();
  }
}
