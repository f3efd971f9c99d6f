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
 * Each fsync fails with EIO, then the disk is well again. Redis ends by itself under always, and
 * refuses writes under everysec; whether it takes them again afterwards is the recovery.
 *
 * @param lasting how long, before {@code then} or until it is well again
 * @param then what happens to the process meanwhile; nothing if it goes on
 */
public record FailingDisk(Duration lasting, Optional<Fault> then) implements Fault {
  private static final Duration LASTING = Duration.ofSeconds(3);

  /** For three seconds. */
  public FailingDisk() {
    this(LASTING, Optional.empty());
  }

  /** Returns a copy that goes on until another fault ends it. */
  public FailingDisk then(Fault fault) {
    return new FailingDisk(lasting, Optional.of(fault));
  }

  @Override
  public FailingDisk with(MetadataModel model) {
    return new FailingDisk(lasting, then.map(fault -> fault.with(model)));
  }

  @Override
  public FailingDisk in(Repetition repetition) {
    return new FailingDisk(lasting, then.map(fault -> fault.in(repetition)));
  }

  @Override
  public String name() {
    return DiskTrouble.name("failing-disk", then);
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
        this,
        DiskControl.of(DiskControl.Mode.EIO),
        lasting,
        then,
        SyncStatus::failed,
        redis,
        clock);
  }
}
