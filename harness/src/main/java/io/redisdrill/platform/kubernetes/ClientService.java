package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Service that clients outside the cluster can reach, which leads to a pod under the same
 * conditions as the Service that applications use.
 */
final class ClientService {
  static final String NAME = "redis-drill";

  private ClientService() {}

  /** Returns the Service to apply. */
  static Service of(
      Optional<Service> model,
      Map<String, String> podLabels,
      int redisPort,
      Optional<Integer> nodePort) {
    Map<String, String> selector = model.map(s -> s.getSpec().getSelector()).orElse(podLabels);
    Service service =
        new ServiceBuilder()
            .withNewMetadata()
            .withName(NAME)
            .endMetadata()
            .withNewSpec()
            .withType("NodePort")
            .withSelector(selector)
            .addNewPort()
            .withName("redis")
            .withPort(redisPort)
            .withNewTargetPort(redisPort)
            .withProtocol("TCP")
            .endPort()
            .endSpec()
            .build();
    model
        .map(s -> s.getSpec().getPublishNotReadyAddresses())
        .ifPresent(service.getSpec()::setPublishNotReadyAddresses);
    nodePort.ifPresent(service.getSpec().getPorts().get(0)::setNodePort);
    return service;
  }

  static Optional<Service> model(List<HasMetadata> objects, Optional<String> name) {
    return objects.stream()
        .filter(Service.class::isInstance)
        .map(Service.class::cast)
        .filter(service -> name.filter(service.getMetadata().getName()::equals).isPresent())
        .findFirst();
  }

  /** Returns the node port that the API server gave it. */
  static int nodePort(KubernetesClient client, String namespace) {
    try {
      return client
          .services()
          .inNamespace(namespace)
          .withName(NAME)
          .require()
          .getSpec()
          .getPorts()
          .get(0)
          .getNodePort();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot read the Service " + NAME, e);
    }
  }
}
