package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.util.Set;

/**
 * SIGKILL of redis-server: out of memory, a failed liveness probe past its grace. The page cache
 * outlives it, so every write that reached the AOF with {@code write(2)} is kept, fsynced or not;
 * it says nothing about a loss of power.
 */
public record ContainerKill() implements Fault {
  @Override
  public String name() {
    return "container-kill";
  }

  @Override
  public Severity severity() {
    return Severity.SIGKILL;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.KILL);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    return ProcessEnd.of(this, redis, clock, redis::kill);
  }
}
