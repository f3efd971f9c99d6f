package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import java.util.List;

/**
 * Creates objects as a client does that does not validate: the API server drops what it does not
 * know. A server-side apply refuses an unknown field in any case.
 *
 * @param client of the cluster
 * @param namespace takes the objects
 */
record LooseApply(KubernetesClient client, String namespace) {
  void apply(List<HasMetadata> objects) {
    for (HasMetadata object : objects) {
      try {
        client
            .resource(object)
            .inNamespace(namespace)
            .fieldValidation(FieldValidateable.Validation.IGNORE)
            .create();
      } catch (KubernetesClientException e) {
        throw Refusals.of("Cannot create " + PodSpecs.nameOf(object), e);
      }
    }
  }
}
