package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.util.Set;

/**
 * A new revision of the pod replaces the old one, as {@code kubectl rollout restart} or a changed
 * setting does: SIGTERM, then SIGKILL when the grace of the pod is over.
 */
public record RollingRestart() implements Fault {
  private static final String SIGKILL_CODE = "exit code 137";

  @Override
  public String name() {
    return "rolling-restart";
  }

  @Override
  public Severity severity() {
    return Severity.SIGTERM;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.ROLL_OUT);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    Injection ended = ProcessEnd.of(this, redis, clock, redis::rollOut);
    boolean killed =
        String.valueOf(ended.proof().get(ProcessEnd.PLATFORM_SAYS)).contains(SIGKILL_CODE);
    return new Injection(
        name(),
        killed ? Severity.SIGKILL : Severity.SIGTERM,
        ended.began(),
        ended.ended(),
        ended.tookEffect(),
        ended.proof());
  }
}
