package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.FaultyDisk;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.run.RunClock;
import java.util.Map;
import java.util.Set;

/**
 * The whole machine loses power: {@link PowerCut}, and all other containers of the namespace end in
 * the same moment. The node itself and what others run on it are left alone.
 *
 * @param cut of the disk under Redis
 */
public record NodePowerCut(PowerCut cut) implements Fault {
  /** At once, on a file system with a journal. */
  public NodePowerCut() {
    this(new PowerCut());
  }

  @Override
  public NodePowerCut with(MetadataModel model) {
    return new NodePowerCut(cut.with(model));
  }

  @Override
  public NodePowerCut in(Repetition repetition) {
    return new NodePowerCut(cut.in(repetition));
  }

  @Override
  public String name() {
    return "node-power-cut";
  }

  @Override
  public Severity severity() {
    return Severity.POWER_CUT;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.WATCHED_DISK, Capability.NODE_POWER_CUT);
  }

  @Override
  public Map<String, Object> settings() {
    return cut.settings();
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    return new CutAtPhase(this, cut, FaultyDisk::prepareNodeCut).inject(redis, clock);
  }
}
