package io.redisdrill.fault;

import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Map;

/**
 * The manifest of an older generation lies beside the files of now, which it does not name: a copy
 * of a directory that a rewrite overtook, a rename that was never synced.
 *
 * @param by how long Redis serves on between the copy and the end
 */
public record SwapManifest(Duration by) implements FilesFault {
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** With a copy that is half a second old. */
  public SwapManifest() {
    this(Duration.ofMillis(500));
  }

  @Override
  public String name() {
    return "swap-manifest";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("by", by.toString());
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    return OlderCopy.outlived(Target.MANIFEST, by, redis, clock)
        .putBack(this, Target.MANIFEST, GRACE, redis, clock);
  }
}
