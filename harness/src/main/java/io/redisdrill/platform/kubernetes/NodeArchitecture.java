package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import io.redisdrill.platform.powercut.LauncherBinary;
import java.util.List;
import java.util.Map;

/** The architecture of the nodes on which a pod may run. */
final class NodeArchitecture {
  /** The label by which a pod is kept to one. */
  static final String LABEL = "kubernetes.io/arch";

  /**
   * The one that is taken.
   *
   * @param name as Kubernetes has it: {@code amd64}
   * @param alone whether no node of another one could take the pod
   */
  record Choice(String name, LauncherBinary binary, boolean alone) {}

  private NodeArchitecture() {}

  /** Looks at the nodes that {@code pod} selects. */
  static Choice of(KubernetesClient client, PodSpec pod) {
    Map<String, String> selected = pod.getNodeSelector() == null ? Map.of() : pod.getNodeSelector();
    List<String> found;
    try {
      found =
          client.nodes().list().getItems().stream()
              .filter(node -> labels(node).entrySet().containsAll(selected.entrySet()))
              .map(node -> node.getStatus().getNodeInfo().getArchitecture())
              .distinct()
              .sorted()
              .toList();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot learn the architecture of the nodes", e);
    }
    return found.stream()
        .flatMap(
            name ->
                LauncherBinary.forArchitecture(name)
                    .map(binary -> new Choice(name, binary, found.size() == 1))
                    .stream())
        .findFirst()
        .orElseThrow(
            () ->
                new DrillException(
                    "Cannot watch the syncs of Redis",
                    "a node of amd64 or arm64 that takes the pod",
                    found.isEmpty() ? "no node that its nodeSelector fits" : "only " + found,
                    "Choose a fault that needs no watched disk, or another cluster."));
  }

  private static Map<String, String> labels(Node node) {
    Map<String, String> labels = node.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }
}
