package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.List;

/**
 * Takes the namespace of a deployment away and makes the same anew, as somebody does who has its
 * manifests in version control: what was on its volumes is gone.
 *
 * @param cluster that it is in
 * @param namespace of the deployment, one that this tool made
 * @param objects the manifests as they were deployed
 * @param services beside them, which lead the drill's clients there
 */
record Redeployment(
    Cluster cluster, String namespace, List<HasMetadata> objects, List<HasMetadata> services) {
  /** Clients must find it again at the same node port, which is given out anew otherwise. */
  void delete() {
    int port = ClientService.nodePort(cluster.client(), namespace);
    services.stream()
        .filter(Service.class::isInstance)
        .map(Service.class::cast)
        .filter(service -> service.getMetadata().getName().equals(ClientService.NAME))
        .forEach(service -> service.getSpec().getPorts().get(0).setNodePort(port));
    cluster.namespaces().remove(namespace);
  }

  void awaitEnd(Duration limit) {
    try {
      Waiting.until(
          "the end of namespace " + namespace,
          limit,
          () -> cluster.client().namespaces().withName(namespace).get() == null,
          () -> "a namespace that is still there");
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot see the namespace " + namespace + " end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot wait for the end of namespace " + namespace,
          "time to see it",
          "an interruption",
          "Run it again.",
          e);
    }
  }

  void deploy() {
    cluster.namespaces().create(namespace);
    StrictApply apply = new StrictApply(cluster.client(), namespace);
    apply.apply(objects);
    apply.apply(services);
  }
}
