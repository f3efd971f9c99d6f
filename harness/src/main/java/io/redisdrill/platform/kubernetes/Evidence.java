package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the cluster says of a deployment, as YAML, without Secrets.
 *
 * @param client of the cluster
 * @param namespace to look at
 */
record Evidence(KubernetesClient client, String namespace) {
  /** The type of the event that holds it. */
  static final String TYPE = "cluster-state";

  Map<String, Object> collect() {
    try {
      return Map.of("namespace", namespace, "objects", objects());
    } catch (KubernetesClientException e) {
      return Map.of("namespace", namespace, "missing", Refusals.reason(e));
    }
  }

  private List<String> objects() {
    Stream<List<? extends HasMetadata>> all =
        Stream.of(
            client.apps().statefulSets().inNamespace(namespace).list().getItems(),
            client.apps().deployments().inNamespace(namespace).list().getItems(),
            client.pods().inNamespace(namespace).list().getItems(),
            client.persistentVolumeClaims().inNamespace(namespace).list().getItems(),
            client.discovery().v1().endpointSlices().inNamespace(namespace).list().getItems());
    return all.flatMap(List::stream).map(this::yaml).toList();
  }

  private String yaml(HasMetadata object) {
    object.getMetadata().setManagedFields(List.of());
    return client.getKubernetesSerialization().asYaml(object);
  }
}
