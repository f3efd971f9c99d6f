package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a Redis that cannot start from one that is slow to: the kubelet never gives up, it only
 * waits longer each time (10 s, 20 s, up to 5 min).
 */
final class Crashes {
  private static final int SIGKILL_CODE = 137;
  private static final int LOST_CODE = 255;
  private static final int ENOUGH = 2;

  private final Observation seen;
  private final Set<String> own = new HashSet<>();

  Crashes(Observation seen) {
    this.seen = seen;
  }

  synchronized void forget() {
    own.clear();
  }

  /** Returns why there is no hope, once Redis has ended by itself twice. */
  synchronized Optional<String> gaveUp(Workload workload) {
    Optional<ContainerStatus> status = seen.pods().container();
    if (status.isEmpty()) {
      return Optional.empty();
    }
    ContainerStateTerminated end = status.get().getLastState().getTerminated();
    if (end != null && byItself(end)) {
      own.add(end.getContainerID());
    }
    boolean waiting =
        status.get().getState().getWaiting() != null
            && "CrashLoopBackOff".equals(status.get().getState().getWaiting().getReason());
    return waiting && own.size() >= ENOUGH
        ? Optional.of(
            "redis-server ended %d times by itself, and the kubelet waits before it tries again; "
                    .formatted(own.size())
                + "its last words: "
                + lastWords(workload))
        : Optional.empty();
  }

  private static boolean byItself(ContainerStateTerminated end) {
    return !List.of(0, SIGKILL_CODE, LOST_CODE).contains(end.getExitCode());
  }

  private String lastWords(Workload workload) {
    return seen.pods()
        .pod()
        .map(
            pod ->
                LastWords.of(
                    workload.client(),
                    workload.namespace(),
                    pod.getMetadata().getName(),
                    workload.redis().container()))
        .map(seen.log()::clean)
        .orElse("(its pod is gone)");
  }
}
