package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import io.redisdrill.platform.kubernetes.JvmOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return Map.of(JVM, JvmOwner.word());
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
