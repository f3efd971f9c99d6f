package io.redisdrill.platform.kubernetes;

import io.redisdrill.platform.Capability;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can be done on the machine below the pods, which the API server has no word for. */
public interface Node {
  /**
   * Where a client outside the cluster connects.
   *
   * @param host name or address
   * @param port TCP port
   */
  record Address(String host, int port) {}

  /** Told what happens to containers, as the node sees it. Called from any thread. */
  interface Listener {
    /** A container's first process has ended, at a time by the node's clock. */
    void ended(String containerId, Instant at, String how);
  }

  /** Returns, in a sentence, why this node cannot do {@code what}, or nothing if it can. */
  Optional<String> unavailable(Capability what);

  /** Returns whether its clock is that of this machine, so that its time stamps can be compared. */
  boolean sharesClock();

  /**
   * Returns whether {@link #kill} must go through the pod itself, whose containers then have to see
   * each other's processes: no process can kill the first one of its own process namespace.
   */
  boolean needsSharedProcesses();

  /** Returns a node port to ask for, where only some can be reached; nothing where any can. */
  Optional<Integer> claimPort();

  /** Gives back what {@link #claimPort} returned. */
  void releasePort(int port);

  /** Returns how a node port is reached from here. */
  Address reach(int nodePort);

  /** SIGKILL of a container's first process, and with it of all others in the container. */
  void kill(ContainerRef container);

  /** SIGKILL of the first processes of several containers, as nearly at once as it can. */
  default void kill(List<ContainerRef> containers) {
    containers.forEach(this::kill);
  }

  /** Lets the kernel kill the container because it has reached its limit of memory. */
  void exhaustMemory(ContainerRef container);

  /** Ends the node with all that runs on it, at once, and starts it again. */
  void restart();

  /** Returns when a container was started, by the node's clock, if it noticed. */
  Optional<Instant> startedAt(String containerId);

  /** Tells {@code listener} from now on. */
  void listen(Listener listener);

  /** Tells {@code listener} no more. */
  void forget(Listener listener);
}
