package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.redisdrill.DrillException;

/**
 * Whether anything listens where a Service leads to. A pod is ready as soon as its probe says so,
 * which a probe that exits with 0 in any case always does.
 */
final class Listening {
  private static final String REFUSED = "Connection refused";

  private Listening() {}

  /** Throws if nothing does, as far as the container has a shell and a redis-cli to tell. */
  static void require(Workload workload, Observation seen) {
    Pod pod = seen.pods().pod().orElse(null);
    if (pod == null || pod.getStatus().getPodIP() == null) {
      return;
    }
    String name = pod.getMetadata().getName();
    int port = workload.redis().port();
    String answer;
    try {
      answer =
          new Exec(workload.client(), workload.namespace(), name, workload.redis().container())
              .text(
                  "sh",
                  "-c",
                  "redis-cli -h %s -p %d ping 2>&1 || true"
                      .formatted(pod.getStatus().getPodIP(), port));
    } catch (DrillException noShell) {
      return;
    }
    if (answer.contains(REFUSED) && seen.pods().pod().filter(PodWatch::isReady).isPresent()) {
      throw new DrillException(
          "Cannot reach Redis in pod " + name,
          "a pod that is Ready because Redis serves",
          "one that is Ready though nothing listens on port " + port,
          "See what its readiness probe does: it has to read the answer of Redis.");
    }
  }
}
