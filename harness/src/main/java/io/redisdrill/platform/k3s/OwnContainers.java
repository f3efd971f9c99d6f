package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import io.redisdrill.platform.kubernetes.JvmOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Removes what no JVM of this machine needs any more: kept clusters too, unless one is used. */
  static List<String> removeUnused(DockerClient docker) {
    Set<String> starters = KeptClusters.inUse(docker, JVM);
    return remove(docker, owner -> JvmOwner.isGone(owner) && !starters.contains(owner), true);
  }

  /**
   * Removes those whose owner matches, with their volumes.
   *
   * @param kept whether those go too that stay when their JVM ends
   * @return what was removed
   */
  static List<String> remove(DockerClient docker, Predicate<String> owner, boolean kept) {
    Predicate<Map<String, String>> matches =
        labels ->
            owner.test(labels.getOrDefault(JVM, ""))
                && (kept || !labels.containsKey(KeptClusters.KEPT));
    List<String> removed = new ArrayList<>();
    for (Container container :
        docker.listContainersCmd().withShowAll(true).withLabelFilter(List.of(JVM)).exec()) {
      if (matches.test(container.getLabels())
          && succeeds(
              docker.removeContainerCmd(container.getId()).withForce(true).withRemoveVolumes(true)
                  ::exec)) {
        removed.add("container %s (%s)".formatted(container.getId(), container.getImage()));
      }
    }
    for (Network network : docker.listNetworksCmd().exec()) {
      Map<String, String> labels = network.getLabels();
      if (labels != null
          && labels.containsKey(JVM)
          && matches.test(labels)
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
