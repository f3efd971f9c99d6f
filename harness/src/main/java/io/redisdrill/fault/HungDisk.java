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
 * Each fsync hangs, then the disk goes on: a lost path to a network volume.
 *
 * @param lasting how long, before {@code then} or until it is well again
 * @param then what happens to the process meanwhile; nothing if it goes on
 */
public record HungDisk(Duration lasting, Optional<Fault> then) implements Fault {
  private static final Duration LASTING = Duration.ofSeconds(3);

  /** For three seconds. */
  public HungDisk() {
    this(LASTING, Optional.empty());
  }

  /** Returns a copy that goes on until another fault ends it. */
  public HungDisk then(Fault fault) {
    return new HungDisk(lasting, Optional.of(fault));
  }

  @Override
  public HungDisk with(MetadataModel model) {
    return new HungDisk(lasting, then.map(fault -> fault.with(model)));
  }

  @Override
  public HungDisk in(Repetition repetition) {
    return new HungDisk(lasting, then.map(fault -> fault.in(repetition)));
  }

  @Override
  public String name() {
    return DiskTrouble.name("hung-disk", then);
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
    return DiskTrouble.settings(lasting, then);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    return DiskTrouble.of(
        this, DiskControl.of(DiskControl.Mode.HANG), lasting, then, SyncStatus::hung, redis, clock);
  }
}
