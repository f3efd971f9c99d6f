package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A clean stop, and a start only after a while: a night without nodes. What passes its TTL
 * meanwhile is gone afterwards, and is not lost.
 *
 * @param lasting how long Redis is down
 */
public record Outage(Duration lasting) implements Fault {
  /** For three seconds. */
  public Outage() {
    this(Duration.ofSeconds(3));
  }

  @Override
  public String name() {
    return "outage";
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
    return Map.of("lasting", lasting.toString());
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    Duration grace = PodDelete.DEFAULT_GRACE;
    Injection stopped = GracefulEnd.of(this, grace, redis, clock, () -> redis.stop(grace));
    Waiting.pass(lasting, () -> {});
    Map<String, Object> proof = new HashMap<>(stopped.proof());
    proof.put("downForMillis", (clock.now() - stopped.ended()) / 1_000_000);
    redis.start();
    return new Injection(
        name(), severity(), stopped.began(), stopped.ended(), stopped.tookEffect(), proof);
  }
}
