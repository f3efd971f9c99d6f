package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel kills redis-server because its container has reached its limit of memory: {@code
 * OOMKilled} in the status of the pod. To Redis it is a SIGKILL; to the kubelet it is a container
 * that failed.
 */
public record OutOfMemoryKill() implements Fault {
  private static final String REASON = "OOMKilled";

  @Override
  public String name() {
    return "out-of-memory-kill";
  }

  @Override
  public Severity severity() {
    return Severity.SIGKILL;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.OUT_OF_MEMORY);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    Injection ended = ProcessEnd.of(this, redis, clock, redis::exhaustMemory);
    Optional<String> status =
        redis
            .log()
            .first(Source.PLATFORM, ended.began(), text -> text.contains(REASON))
            .map(line -> line.text());
    Map<String, Object> proof = new HashMap<>(ended.proof());
    proof.put("status", status.orElse("no pod status with the reason " + REASON));
    return new Injection(
        name(),
        severity(),
        ended.began(),
        ended.ended(),
        ended.tookEffect() && status.isPresent(),
        proof);
  }
}
