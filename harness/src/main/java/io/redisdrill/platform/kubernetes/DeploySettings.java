package io.redisdrill.platform.kubernetes;

import java.time.Duration;
import java.util.Optional;

/**
 * How stacks are fitted to a cluster. What is changed is recorded with each deployment.
 *
 * @param storageClass in place of the one that the manifests name; without it, that one or else the
 *     default of the cluster
 * @param storageSize in place of the size that a claim asks for, such as {@code 1Gi}
 * @param cpuRequest the most that a container may request, such as {@code 50m}
 * @param memoryRequest the most that a container may request, such as {@code 128Mi}
 * @param startLimit how long to wait until the pod is ready
 * @param keep whether the namespace stays after the drill, to be looked at
 */
public record DeploySettings(
    Optional<String> storageClass,
    Optional<String> storageSize,
    Optional<String> cpuRequest,
    Optional<String> memoryRequest,
    Duration startLimit,
    boolean keep) {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** Leaves the manifests as they are. */
  public static DeploySettings asPublished() {
    return new DeploySettings(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), START_LIMIT, false);
  }

  /** Returns a copy with a limit to what each container requests. */
  public DeploySettings withRequests(String cpu, String memory) {
    return new DeploySettings(
        storageClass, storageSize, Optional.of(cpu), Optional.of(memory), startLimit, keep);
  }

  /** Returns a copy with another size and class of storage. */
  public DeploySettings withStorage(String size, Optional<String> className) {
    return new DeploySettings(
        className, Optional.of(size), cpuRequest, memoryRequest, startLimit, keep);
  }

  /** Returns a copy that waits no longer than {@code limit} for a pod. */
  public DeploySettings withStartLimit(Duration limit) {
    return new DeploySettings(storageClass, storageSize, cpuRequest, memoryRequest, limit, keep);
  }

  /** Returns a copy that leaves each namespace behind. */
  public DeploySettings keeping() {
    return new DeploySettings(
        storageClass, storageSize, cpuRequest, memoryRequest, startLimit, true);
  }
}
