package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Identity;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.util.Map;
import java.util.Set;

/**
 * Somebody deletes the namespace, with the claims in it, and deploys the same manifests anew. Redis
 * hears a SIGTERM and may save; the volume that it saves to goes too. Nothing but a backup outside
 * the cluster brings the data back.
 */
public record NamespaceLost() implements Fault {
  @Override
  public String name() {
    return "namespace-lost";
  }

  @Override
  public Severity severity() {
    return Severity.FILES;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.NAMESPACE, Capability.FILES);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    Identity before = redis.process();
    long began = clock.now();
    redis.loseNamespace();
    long ended = redis.log().goneAfter(began).map(line -> line.at()).orElse(clock.now());
    Identity after = redis.process();
    return new Injection(
        name(),
        severity(),
        began,
        ended,
        !before.equals(after),
        Map.of("before", before.id(), "after", after.id()));
  }
}
