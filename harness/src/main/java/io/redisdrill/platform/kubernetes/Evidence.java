package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the cluster says of a deployment: its objects as YAML, without Secrets, its events, and the
 * end of each container's log.
 *
 * @param client of the cluster
 * @param namespace to look at
 * @param clean leaves the password out
 */
record Evidence(KubernetesClient client, String namespace, UnaryOperator<String> clean) {
  /** The type of the event that holds it. */
  static final String TYPE = "cluster-state";

  private static final int LOG_LINES = 100;

  Map<String, Object> collect() {
    try {
      List<Pod> pods = client.pods().inNamespace(namespace).list().getItems();
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("namespace", namespace);
      all.put("objects", objects(pods));
      all.put("events", events());
      all.put("logs", logs(pods));
      return all;
    } catch (KubernetesClientException e) {
      return Map.of("namespace", namespace, "missing", Refusals.reason(e));
    }
  }

  private List<String> objects(List<Pod> pods) {
    Stream<List<? extends HasMetadata>> all =
        Stream.of(
            client.apps().statefulSets().inNamespace(namespace).list().getItems(),
            client.apps().deployments().inNamespace(namespace).list().getItems(),
            pods,
            client.persistentVolumeClaims().inNamespace(namespace).list().getItems(),
            client.services().inNamespace(namespace).list().getItems(),
            client.discovery().v1().endpointSlices().inNamespace(namespace).list().getItems());
    return all.flatMap(List::stream).map(this::yaml).toList();
  }

  private List<String> events() {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .map(
            event ->
                "%s %s/%s %s: %s (%s times)"
                    .formatted(
                        event.getLastTimestamp(),
                        event.getInvolvedObject().getKind(),
                        event.getInvolvedObject().getName(),
                        event.getReason(),
                        event.getMessage(),
                        event.getCount()))
        .map(clean)
        .toList();
  }

  private Map<String, String> logs(List<Pod> pods) {
    Map<String, String> logs = new LinkedHashMap<>();
    for (Pod pod : pods) {
      Stream.of(pod.getStatus().getInitContainerStatuses(), pod.getStatus().getContainerStatuses())
          .flatMap(List::stream)
          .filter(status -> status.getContainerID() != null)
          .forEach(
              status ->
                  logs.put(pod.getMetadata().getName() + "/" + status.getName(), log(pod, status)));
    }
    return logs;
  }

  private String log(Pod pod, ContainerStatus status) {
    try {
      return clean.apply(
          client
              .pods()
              .inNamespace(namespace)
              .withName(pod.getMetadata().getName())
              .inContainer(status.getName())
              .withReadyWaitTimeout(0)
              .tailingLines(LOG_LINES)
              .getLog());
    } catch (KubernetesClientException e) {
      return "it cannot be read: " + Refusals.reason(e);
    }
  }

  private String yaml(HasMetadata object) {
    object.getMetadata().setManagedFields(List.of());
    return clean.apply(client.getKubernetesSerialization().asYaml(object));
  }
}
