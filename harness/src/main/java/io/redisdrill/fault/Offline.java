package io.redisdrill.fault;

import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A change of the files while Redis is down. The fault begins when Redis hears that it has to go: a
 * kubelet takes a second to pass that on, in which Redis still serves.
 */
final class Offline {
  private static final String TOLD = "Received SIGTERM";

  /**
   * What was done to the files.
   *
   * @param tookEffect whether they differ
   * @param proof what shows it
   * @param cause why writes are lost that are not in the AOF any more
   * @param keepsBase whether the base of the AOF is surely what it was
   */
  record Change(boolean tookEffect, Map<String, Object> proof, String cause, boolean keepsBase) {
    Change(boolean tookEffect, Map<String, Object> proof) {
      this(tookEffect, proof, "files damaged or gone", false);
    }

    Change because(String why) {
      return new Change(tookEffect, proof, why, keepsBase);
    }

    Change keepingBase() {
      return new Change(tookEffect, proof, cause, true);
    }
  }

  private Offline() {}

  static Injection around(
      Fault fault, Duration grace, RunningRedis redis, RunClock clock, Supplier<Change> change) {
    Injection stopped = GracefulEnd.of(fault, grace, redis, clock, () -> redis.stop(grace));
    LogReading before = LogReading.of(redis.files());
    Change done = change.get();
    LogReading after = LogReading.of(redis.files());
    long back = clock.now();
    redis.start();
    long began =
        redis
            .log()
            .first(Source.REDIS, stopped.began(), text -> text.contains(TOLD))
            .map(Line::at)
            .filter(at -> at <= stopped.ended())
            .orElse(stopped.began());
    Map<String, Object> proof = new HashMap<>(stopped.proof());
    proof.putAll(done.proof());
    before.unread().or(after::unread).ifPresent(why -> proof.put(LogReading.UNREAD, why));
    proof.put("downForMillis", TimeUnit.NANOSECONDS.toMillis(back - stopped.ended()));
    return new Injection(
            fault.name(),
            fault.severity(),
            began,
            stopped.ended(),
            stopped.tookEffect() && done.tookEffect(),
            proof,
            before.to(after, done.cause(), done.keepsBase()))
        .because(done.cause());
  }
}
