package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.DockerClient;
import io.redisdrill.DrillException;
import io.redisdrill.platform.kubernetes.Node.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How node ports are reached: at the node's own address on the Docker network, where this machine
 * can reach that (Linux); else some are published. Published ports are fixed at both ends, since
 * Docker would choose others whenever the node is started again.
 */
final class NodePorts {
  private static final int FIRST = 30_000;
  private static final int PUBLISHED = 12;
  private static final int CONNECT_MILLIS = 1_000;

  private final String host;
  private final Map<Integer, Integer> published;
  private final Deque<Integer> free;
  private String address = "";

  private NodePorts(String host, Map<Integer, Integer> published) {
    this.host = host;
    this.published = Map.copyOf(published);
    this.free = new ArrayDeque<>(published.keySet());
  }

  /** Returns the way by the node's own address. */
  static NodePorts direct() {
    return new NodePorts("", Map.of());
  }

  /** Returns the way by ports of {@code host} that were published before; without any, direct. */
  static NodePorts of(String host, Map<Integer, Integer> published) {
    return new NodePorts(host, published);
  }

  static boolean isNodePort(int port) {
    return port >= FIRST && port < FIRST + PUBLISHED;
  }

  /** Returns the way by ports of {@code host}. */
  static NodePorts published(String host) {
    Map<Integer, Integer> ports = new HashMap<>();
    for (int port = FIRST; port < FIRST + PUBLISHED; port++) {
      ports.put(port, freePort());
    }
    return new NodePorts(host, ports);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new DrillException(
          "Cannot publish a port of the cluster",
          "a free TCP port",
          String.valueOf(e.getMessage()),
          "Close some connections.",
          e);
    }
  }

  static String addressOf(DockerClient docker, String container) {
    return docker
        .inspectContainerCmd(container)
        .exec()
        .getNetworkSettings()
        .getNetworks()
        .values()
        .iterator()
        .next()
        .getIpAddress();
  }

  /** Notes where the node is, and returns whether it can be reached there. */
  synchronized boolean foundAt(String nodeAddress) {
    address = nodeAddress;
    return !published.isEmpty() || connects(nodeAddress);
  }

  private static boolean connects(String address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, 6443), CONNECT_MILLIS);
      return true;
    } catch (IOException unreachable) {
      return false;
    }
  }

  Map<Integer, Integer> published() {
    return published;
  }

  synchronized String address() {
    return address;
  }

  synchronized Optional<Integer> claim() {
    if (published.isEmpty()) {
      return Optional.empty();
    }
    if (free.isEmpty()) {
      throw new DrillException(
          "Cannot deploy one more stack to this cluster",
          "at most %d at once".formatted(PUBLISHED),
          "as many already",
          "Let fewer drills run in parallel.");
    }
    return Optional.of(free.pop());
  }

  synchronized void release(int port) {
    free.push(port);
  }

  synchronized Address reach(int nodePort) {
    return published.isEmpty()
        ? new Address(address, nodePort)
        : new Address(host, published.getOrDefault(nodePort, nodePort));
  }
}
