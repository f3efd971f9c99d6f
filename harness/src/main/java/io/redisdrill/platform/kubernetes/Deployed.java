package io.redisdrill.platform.kubernetes;

import io.redisdrill.run.EventLog;
import java.util.Map;

/**
 * What one deployment has in the cluster.
 *
 * @param cluster that it is in
 * @param workload that keeps the pod
 * @param seen watches it
 * @param events of the run, which take the last look at it
 * @param keep whether the namespace stays
 * @param onClose called when all is gone
 */
record Deployed(
    Cluster cluster,
    Workload workload,
    Observation seen,
    EventLog events,
    boolean keep,
    Runnable onClose)
    implements AutoCloseable {
  /** Notes down what the cluster says of it now. */
  void record() {
    events.record(
        Evidence.TYPE,
        new Evidence(cluster.client(), workload.namespace(), seen.log()::clean).collect());
  }

  @Override
  public void close() {
    try {
      record();
      seen.close();
    } finally {
      if (keep) {
        events.record("kept", Map.of("namespace", workload.namespace()));
      } else {
        workload.discard();
        cluster.remove(workload.namespace());
      }
      onClose.run();
    }
  }
}
