package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Identity;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.util.Map;
import java.util.Set;

/** Nothing happens. A drill with it must lose exactly nothing, or the instrument is broken. */
public record NoFault() implements Fault {
  @Override
  public String name() {
    return "no-fault";
  }

  @Override
  public Severity severity() {
    return Severity.NONE;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of();
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    Identity process = redis.process();
    long now = clock.now();
    return new Injection(name(), severity(), now, now, true, Map.of("process", process.id()));
  }
}
