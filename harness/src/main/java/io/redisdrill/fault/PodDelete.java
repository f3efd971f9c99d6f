package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * SIGTERM, then SIGKILL when the grace is over: a deleted pod, a drained node, a rolling update. On
 * SIGTERM Redis saves an RDB if save points are configured, and fsyncs the AOF. Also a pod deleted
 * by force, with grace 0, gets SIGTERM first.
 *
 * @param grace between the two signals
 */
public record PodDelete(Duration grace) implements Fault {
  /** The grace that Kubernetes gives by default. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  /** With the grace that Kubernetes gives by default. */
  public PodDelete() {
    this(DEFAULT_GRACE);
  }

  @Override
  public String name() {
    return "pod-delete";
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
    return GracefulEnd.of(this, grace, redis, clock, () -> redis.terminate(grace));
  }
}
