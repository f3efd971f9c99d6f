package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a pod does not start.
 *
 * @param found what was found
 * @param nextStep what can be done
 * @param certain whether waiting is in vain: other troubles pass by themselves at times
 */
record Trouble(String found, String nextStep, boolean certain) {
  private static final Set<String> PULLS =
      Set.of("ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName");
  private static final Set<String> CONFIGURATION =
      Set.of(
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError",
          "StartError",
          "CreatePodSandboxError");

  /** Returns what keeps the pod from running, as far as its status tells. */
  static Optional<Trouble> of(Pod pod) {
    Optional<Trouble> unschedulable =
        pod.getStatus().getConditions().stream()
            .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
            .findFirst()
            .map(condition -> unschedulable(String.valueOf(condition.getMessage())));
    return unschedulable.or(() -> statuses(pod).flatMap(s -> of(s).stream()).findFirst());
  }

  private static Stream<ContainerStatus> statuses(Pod pod) {
    return Stream.of(
            pod.getStatus().getInitContainerStatuses(), pod.getStatus().getContainerStatuses())
        .flatMap(List::stream);
  }

  private static Trouble unschedulable(String message) {
    String next =
        message.contains("PersistentVolumeClaim")
            ? "See the claim and its storage class: kubectl get pvc,storageclass."
            : message.contains("Insufficient")
                ? "Let the containers request less, or use a larger cluster."
                : "See what the nodes offer: kubectl describe nodes.";
    return new Trouble("a pod that is Pending: " + message, next, false);
  }

  private static Optional<Trouble> of(ContainerStatus status) {
    ContainerStateWaiting waiting = status.getState().getWaiting();
    String reason = waiting == null ? "" : String.valueOf(waiting.getReason());
    String said =
        "container %s in %s: %s"
            .formatted(
                status.getName(),
                reason,
                waiting == null ? "" : String.valueOf(waiting.getMessage()));
    if (PULLS.contains(reason)) {
      return Optional.of(
          new Trouble(
              said,
              "Correct the image %s, or pull it beforehand: docker pull %s."
                  .formatted(status.getImage(), status.getImage()),
              false));
    }
    if (CONFIGURATION.contains(reason)) {
      return Optional.of(
          new Trouble(said, "Correct what the container asks for: see kubectl describe.", false));
    }
    return reason.equals("CrashLoopBackOff")
        ? Optional.of(new Trouble(said, "Mend what its last words complain of.", true))
        : Optional.empty();
  }

  /** Returns the container that ends again and again, if one does. */
  static Optional<String> crashing(Pod pod) {
    return statuses(pod)
        .filter(status -> status.getState().getWaiting() != null)
        .filter(s -> "CrashLoopBackOff".equals(s.getState().getWaiting().getReason()))
        .map(ContainerStatus::getName)
        .findFirst();
  }
}
