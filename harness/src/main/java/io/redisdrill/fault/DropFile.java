package io.redisdrill.fault;

import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Map;

/**
 * One file is gone when Redis starts: a copy that was not complete, a hand that cleaned up, a name
 * that was never synced.
 *
 * @param target which file
 * @param rewritten whether the AOF is rewritten before, so that its files have the number 2 and not
 *     those that a Redis would give to new ones
 */
public record DropFile(Target target, boolean rewritten) implements FilesFault {
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** Drops a file as it is. */
  public DropFile(Target target) {
    this(target, false);
  }

  /** Returns a copy that lets Redis rewrite its AOF before. */
  public DropFile afterRewrite() {
    return new DropFile(target, true);
  }

  @Override
  public String name() {
    return "drop-file";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("target", target.words(), "rewritten", rewritten);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    if (rewritten) {
      NewGeneration.rewrite(redis);
    }
    return Offline.around(this, GRACE, redis, clock, () -> drop(redis.files()));
  }

  private Offline.Change drop(DataFiles files) {
    String path = target.in(files.list()).path();
    return FileProof.of(files, path, () -> files.delete(path)).because("dropped file");
  }
}
