package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.util.Set;

/**
 * The node is gone at once and starts again: everything on it gets SIGKILL, and the pod comes back
 * once the kubelet does. The kernel below outlives it, and its page cache with it, so that it says
 * nothing about a loss of power.
 */
public record NodeRestart() implements Fault {
  @Override
  public String name() {
    return "node-restart";
  }

  @Override
  public Severity severity() {
    return Severity.SIGKILL;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.NODE_RESTART);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    return ProcessEnd.of(this, redis, clock, redis::restartNode);
  }
}
