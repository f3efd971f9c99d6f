package io.redisdrill.fault;

import io.redisdrill.platform.FaultyDisk;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.powercut.DiskControl;
import io.redisdrill.platform.powercut.SyncStatus;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** A disk that misbehaves for a while, maybe up to another fault, and then is well again. */
final class DiskTrouble {
  private static final Duration PROOF_LIMIT = Duration.ofSeconds(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private DiskTrouble() {}

  /**
   * Lets it happen.
   *
   * @param lasting before the other fault, or the end
   * @param then the other fault
   * @param counted how many syncs it has changed so far
   */
  static Injection of(
      Fault fault,
      DiskControl control,
      Duration lasting,
      Optional<Fault> then,
      ToLongFunction<SyncStatus> counted,
      RunningRedis redis,
      RunClock clock)
      throws InterruptedException {
    FaultyDisk disk = redis.disk();
    long before = counted.applyAsLong(disk.syncs());
    long began = clock.now();
    // A fault that breaks off must not reach whatever uses this Redis next.
    Healing healing = () -> disk.control(DiskControl.healthy());
    try (healing) {
      disk.control(control);
      Waiting.pass(lasting, redis::check);
      long changed = awaitChanged(() -> counted.applyAsLong(disk.syncs()) - before);
      Map<String, Object> proof = new LinkedHashMap<>();
      proof.put("syncsChanged", changed);
      if (then.isEmpty()) {
        healing.close();
        long ended = clock.now();
        proof.put("lastedMillis", (ended - began) / 1_000_000);
        return new Injection(fault.name(), fault.severity(), began, ended, changed > 0, proof);
      }
      Injection other = then.get().inject(redis, clock);
      proof.putAll(other.proof());
      proof.put("misbehavedForMillis", (other.began() - began) / 1_000_000);
      return other.within(fault, other.tookEffect() && changed > 0, proof);
    }
  }

  /** Makes the disk well; to do so twice changes nothing. */
  private interface Healing extends AutoCloseable {
    @Override
    void close();
  }

  /** Under everysec the next sync may be a second away, and a slow one is noted when it began. */
  private static long awaitChanged(LongSupplier changed) throws InterruptedException {
    long end = System.nanoTime() + PROOF_LIMIT.toNanos();
    long seen = changed.getAsLong();
    while (seen == 0 && System.nanoTime() < end) {
      Waiting.exactly(BETWEEN_LOOKS);
      seen = changed.getAsLong();
    }
    return seen;
  }

  static Map<String, Object> settings(Duration lasting, Optional<Fault> then) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("lasting", lasting.toString());
    then.ifPresent(fault -> settings.put("then", fault.name()));
    return settings;
  }

  static String name(String alone, Optional<Fault> then) {
    return then.map(fault -> alone + "-" + fault.name()).orElse(alone);
  }
}
