package io.redisdrill.platform.powercut;

/**
 * What became of the syncs of a server so far, as the ledger tells it while the server runs.
 *
 * @param syncs those that ended, and those that did not yet
 * @param injected those that the control file changed, once they have ended
 */
public record SyncStatus(PowerCutProof.Syncs syncs, PowerCutProof.Injected injected) {
  /** Returns how many were delayed, or wait at this moment. */
  public long delayed() {
    return injected.delayed() + syncs.unfinished();
  }

  /** Returns how many hung, or hang at this moment. */
  public long hung() {
    return injected.hung() + syncs.unfinished();
  }

  /** Returns how many failed. */
  public long failed() {
    return injected.failed();
  }

  /** Returns how many succeeded without being done. */
  public long lied() {
    return injected.lied();
  }
}
