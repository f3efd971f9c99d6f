package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.powercut.DiskControl;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.platform.powercut.SyncStatus;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Each fsync takes longer: a cloud volume out of credit, a neighbour that writes. Under everysec
 * Redis goes on to acknowledge for up to two seconds behind it, in the code; what is lost to a
 * power cut meanwhile is measured.
 *
 * @param delay of each sync
 * @param lasting how long, before {@code then} or until it is well again
 * @param then what happens to the process meanwhile; nothing if it goes on
 */
public record SlowDisk(Duration delay, Duration lasting, Optional<Fault> then) implements Fault {
  private static final Duration LASTING = Duration.ofSeconds(3);

  /** For three seconds. */
  public SlowDisk(Duration delay) {
    this(delay, LASTING, Optional.empty());
  }

  /** Returns a copy that goes on until another fault ends it. */
  public SlowDisk then(Fault fault) {
    return new SlowDisk(delay, lasting, Optional.of(fault));
  }

  @Override
  public SlowDisk with(MetadataModel model) {
    return new SlowDisk(delay, lasting, then.map(fault -> fault.with(model)));
  }

  @Override
  public SlowDisk in(Repetition repetition) {
    return new SlowDisk(delay, lasting, then.map(fault -> fault.in(repetition)));
  }

  @Override
  public String name() {
    return DiskTrouble.name("slow-disk", then);
  }

  @Override
  public Severity severity() {
    return then.map(Fault::severity).orElse(Severity.DISK);
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.WATCHED_DISK);
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = DiskTrouble.settings(lasting, then);
    settings.put("delay", delay.toString());
    return settings;
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    return DiskTrouble.of(
        this, DiskControl.slow(delay), lasting, then, SyncStatus::delayed, redis, clock);
  }
}
