package io.redisdrill.platform;

import io.redisdrill.platform.powercut.DiskControl;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.platform.powercut.PowerCutProof;
import io.redisdrill.platform.powercut.SyncStatus;
import java.util.List;
import java.util.function.Consumer;

/**
 * The disk under a Redis whose syncs are watched: it can be made to misbehave, and to lose power.
 * One thread at a time.
 */
public interface FaultyDisk {
  /** Decides what becomes of every sync from now on. */
  void control(DiskControl control);

  /** Returns what became of the syncs since it was deployed, or since the last power cut. */
  SyncStatus syncs();

  /** A loss of power for which all is ready. */
  interface PreparedCut {
    /**
     * SIGKILL, and every byte that was never synced is gone. Returns when that is so; Redis comes
     * back.
     *
     * @param left is shown what is left of the files before Redis sees them, where they are {@link
     *     DataFiles#near}; whoever waits for Redis waits for it too
     */
    PowerCutProof cut(Consumer<DataFiles> left);

    /** Returns which containers it ends; none where there are no containers. */
    default List<String> containers() {
      return List.of();
    }
  }

  /** Prepares a loss of power, so that it can come at a moment. */
  PreparedCut prepareCut(MetadataModel model);

  /** Prepares one of the whole machine, with all that runs beside this Redis. */
  default PreparedCut prepareNodeCut(MetadataModel model) {
    throw new UnsupportedOperationException(Capability.NODE_POWER_CUT.name());
  }

  /** Changes the record of the syncs so far, as somebody else might: a cut has to find it out. */
  void tamper();

  /**
   * Returns whether the log tells exactly when a kill came. Where one goes a long way through the
   * cluster it comes later than it was asked for.
   */
  default boolean logsKills() {
    return false;
  }
}
