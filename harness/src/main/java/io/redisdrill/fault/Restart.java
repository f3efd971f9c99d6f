package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A clean stop, and a start: what an operator does who scales to zero and back.
 *
 * @param grace before a stop that does not end becomes a SIGKILL
 */
public record Restart(Duration grace) implements Fault {
  /** With a grace of half a minute. */
  public Restart() {
    this(PodDelete.DEFAULT_GRACE);
  }

  @Override
  public String name() {
    return "restart";
  }

  @Override
  public Severity severity() {
    return Severity.SIGTERM;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.STOP);
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("grace", grace.toString());
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    Injection stopped = GracefulEnd.of(this, grace, redis, clock, () -> redis.stop(grace));
    redis.start();
    return stopped;
  }
}
