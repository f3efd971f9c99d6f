package io.redisdrill.platform.kubeconfig;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.kubernetes.Cluster;
import io.redisdrill.platform.kubernetes.ContainerRef;
import io.redisdrill.platform.kubernetes.Node;
import java.time.Instant;
import java.util.Optional;

/**
 * The nodes of a cluster that exists, which are left alone: what can be done to a pod is done
 * through the API server.
 */
final class RemoteNode implements Node {
  private final Cluster cluster;
  private final String address;

  RemoteNode(Cluster cluster, String address) {
    this.cluster = cluster;
    this.address = address;
  }

  @Override
  public Optional<String> unavailable(Capability what) {
    return switch (what) {
      case KILL, FILES, WATCHED_DISK -> cluster.forbidden("create", "", "pods/exec");
      case OUT_OF_MEMORY ->
          Optional.of("the limit of a running container can only be lowered on its node");
      case NODE_RESTART -> Optional.of("its nodes carry the work of others");
      case NODE_POWER_CUT ->
          Optional.of("what runs beside Redis can only be killed on its node, at once with it");
      default -> Optional.empty();
    };
  }

  @Override
  public boolean sharesClock() {
    return false;
  }

  @Override
  public boolean needsSharedProcesses() {
    return true;
  }

  @Override
  public Optional<Integer> claimPort() {
    return Optional.empty();
  }

  @Override
  public void releasePort(int port) {
    // None was claimed: any node port can be reached.
  }

  @Override
  public Address reach(int nodePort) {
    return new Address(address, nodePort);
  }

  @Override
  public void kill(ContainerRef container) {
    cluster.killServer(container);
  }

  @Override
  public void exhaustMemory(ContainerRef container) {
    throw new UnsupportedOperationException(Capability.OUT_OF_MEMORY.name());
  }

  @Override
  public void restart() {
    throw new UnsupportedOperationException(Capability.NODE_RESTART.name());
  }

  @Override
  public Optional<Instant> startedAt(String containerId) {
    return Optional.empty();
  }

  @Override
  public void listen(Listener listener) {
    // Nothing is heard from the nodes: the status of the pod tells.
  }

  @Override
  public void forget(Listener listener) {
    // None was noted.
  }
}
