package io.redisdrill.platform;

import io.redisdrill.platform.powercut.DiskControl;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.platform.powercut.PowerCutProof;
import io.redisdrill.platform.powercut.SyncStatus;

/**
 * The disk under a Redis whose syncs are watched: it can be made to misbehave, and to lose power.
 * One thread at a time.
 */
public interface FaultyDisk {
  /** Decides what becomes of every sync from now on. */
  void control(DiskControl control);

  /** Returns what became of the syncs since it was deployed, or since the last power cut. */
  SyncStatus syncs();

  /**
   * SIGKILL, and every byte that was never synced is gone. Returns when that is so; Redis comes
   * back.
   */
  PowerCutProof cutPower(MetadataModel model);
}
