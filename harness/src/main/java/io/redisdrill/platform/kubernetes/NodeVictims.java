package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The containers that a power cut of the whole node takes: all that run in a namespace.
 *
 * @param containers that ran when they were listed
 */
record NodeVictims(List<ContainerRef> containers) {
  NodeVictims {
    containers = List.copyOf(containers);
  }

  static NodeVictims in(KubernetesClient client, String namespace) {
    try {
      return new NodeVictims(
          client.pods().inNamespace(namespace).list().getItems().stream()
              .flatMap(pod -> running(namespace, pod))
              .toList());
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot list the pods of " + namespace, e);
    }
  }

  private static Stream<ContainerRef> running(String namespace, Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getState().getRunning() != null)
        .map(
            status ->
                new ContainerRef(
                    namespace,
                    pod.getMetadata().getName(),
                    pod.getMetadata().getUid(),
                    status.getName(),
                    id(status)));
  }

  private static String id(ContainerStatus status) {
    return status.getContainerID().replaceFirst("^[a-z]+://", "");
  }

  /** Returns those that run still. */
  List<ContainerRef> alive(KubernetesClient client, String namespace) {
    List<String> now =
        in(client, namespace).containers().stream().map(ContainerRef::identity).toList();
    return containers.stream().filter(each -> now.contains(each.identity())).toList();
  }

  List<String> names() {
    return containers.stream().map(each -> each.pod() + "/" + each.container()).sorted().toList();
  }
}
