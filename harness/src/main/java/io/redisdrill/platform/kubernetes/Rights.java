package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** What this user may do. */
final class Rights {
  private Rights() {}

  static Optional<String> forbidden(
      KubernetesClient client, String verb, String group, String resource) {
    String[] parts = resource.split("/", 2);
    SelfSubjectAccessReview question =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(group)
            .withResource(parts[0])
            .withSubresource(parts.length == 1 ? "" : parts[1])
            .endResourceAttributes()
            .endSpec()
            .build();
    try {
      SelfSubjectAccessReview answer = client.resource(question).create();
      return Boolean.TRUE.equals(answer.getStatus().getAllowed())
          ? Optional.empty()
          : Optional.of("this user may not %s %s".formatted(verb, resource));
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot ask what this user may do", e);
    }
  }
}
