package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The containers and networks of this tool, which name the JVM that they belong to: one that got
 * SIGKILL leaves them behind where no Ryuk watches it.
 */
final class OwnContainers {
  private static final String JVM = "io.redis-drill.jvm";

  private OwnContainers() {}

  /** Returns the label of all that this JVM starts. */
  static Map<String, String> label() {
    return Map.of(JVM, owner(ProcessHandle.current()));
  }

  private static String owner(ProcessHandle process) {
    long started = process.info().startInstant().orElse(Instant.EPOCH).getEpochSecond();
    return "%s/%d/%d".formatted(host(), process.pid(), started);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Returns whether the JVM of a label ran on this machine and runs no more. */
  static boolean isOrphan(String owner) {
    String[] parts = owner.split("/");
    if (parts.length != 3 || !parts[0].equals(host()) || !parts[1].matches("\\d+")) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[1]));
    return process.filter(p -> p.isAlive() && owner(p).equals(owner)).isEmpty();
  }

  /**
   * Removes those whose owner matches, with their volumes.
   *
   * @return what was removed
   */
  static List<String> remove(DockerClient docker, Predicate<String> owner) {
    List<String> removed = new ArrayList<>();
    for (Container container :
        docker.listContainersCmd().withShowAll(true).withLabelFilter(List.of(JVM)).exec()) {
      if (owner.test(container.getLabels().getOrDefault(JVM, ""))
          && succeeds(
              docker.removeContainerCmd(container.getId()).withForce(true).withRemoveVolumes(true)
                  ::exec)) {
        removed.add("container %s (%s)".formatted(container.getId(), container.getImage()));
      }
    }
    for (Network network : docker.listNetworksCmd().exec()) {
      String label = network.getLabels() == null ? null : network.getLabels().get(JVM);
      if (label != null
          && owner.test(label)
          && succeeds(docker.removeNetworkCmd(network.getId())::exec)) {
        removed.add("network " + network.getName());
      }
    }
    return removed;
  }

  /** Somebody else may be removing it, or a network may be in use. */
  private static boolean succeeds(Runnable removal) {
    try {
      removal.run();
      return true;
    } catch (DockerException e) {
      return false;
    }
  }
}
