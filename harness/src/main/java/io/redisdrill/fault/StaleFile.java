package io.redisdrill.fault;

import io.redisdrill.UsageException;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Map;

/**
 * An older generation of one file lies in the place of the newest: a backup that was restored in
 * part, a volume that went back to a snapshot. The fault takes the older copy itself.
 *
 * @param target which file; not the manifest, whose older copy is a {@link SwapManifest}
 * @param by how long Redis serves on between the copy and the end
 */
public record StaleFile(Target target, Duration by) implements FilesFault {
  private static final Duration GRACE = Duration.ofSeconds(30);

  public StaleFile {
    if (target == Target.MANIFEST || by.isNegative()) {
      throw new UsageException(
          "Cannot put back an older file",
          "a dump, base or increment, after at least no time",
          target.words() + " after " + by,
          "Use new StaleFile(Target.BASE), or new SwapManifest().");
    }
  }

  /** With a copy that is a second old. */
  public StaleFile(Target target) {
    this(target, Duration.ofSeconds(1));
  }

  @Override
  public String name() {
    return "stale-file";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("target", target.words(), "by", by.toString());
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    return OlderCopy.outlived(target, by, redis, clock).putBack(this, target, GRACE, redis, clock);
  }
}
