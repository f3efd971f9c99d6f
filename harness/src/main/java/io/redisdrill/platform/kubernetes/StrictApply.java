package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Applies objects, after the API server has seen them all and found no unknown field. Applying at
 * once would not do: an unknown field is then answered with a 500, without the field's path.
 *
 * @param client of the cluster
 * @param namespace takes the objects
 */
record StrictApply(KubernetesClient client, String namespace) {
  private static final String FIELD_MANAGER = "redis-drill";
  // strict decoding error: unknown field "spec.x", unknown field "spec.y"
  private static final Pattern UNKNOWN =
      Pattern.compile("(unknown|duplicate) field \\\\?\"([^\"\\\\]+)");

  void apply(List<HasMetadata> objects) {
    objects.forEach(this::validate);
    for (HasMetadata object : objects) {
      try {
        client
            .resource(object)
            .inNamespace(namespace)
            .fieldManager(FIELD_MANAGER)
            .forceConflicts()
            .serverSideApply();
      } catch (KubernetesClientException e) {
        throw Refusals.of("Cannot apply " + PodSpecs.nameOf(object), e);
      }
    }
  }

  private void validate(HasMetadata object) {
    if (!(object instanceof Namespaced)) {
      throw new UsageException(
          "Cannot use " + PodSpecs.nameOf(object),
          "objects that live in a namespace",
          "one of the whole cluster, which a drill must not change",
          "Take it out of the manifests; create it beforehand if Redis needs it.");
    }
    try {
      client
          .resource(object)
          .inNamespace(namespace)
          .dryRun()
          .fieldValidation(FieldValidateable.Validation.STRICT)
          .create();
    } catch (KubernetesClientException e) {
      throw refused(object, e);
    }
  }

  private static DrillException refused(HasMetadata object, KubernetesClientException e) {
    String subject = "Cannot use " + PodSpecs.nameOf(object);
    Matcher unknown = UNKNOWN.matcher(Refusals.reason(e));
    if (unknown.find()) {
      return new UsageException(
          subject,
          "fields that Kubernetes knows",
          "the %s field %s".formatted(unknown.group(1), unknown.group(2)),
          "Move it where it belongs or take it out: it would be dropped without a word.",
          e);
    }
    // 400 Bad Request and 422 Unprocessable Content speak of the object itself.
    return e.getCode() == 400 || e.getCode() == 422
        ? new UsageException(
            subject, "an object that the API server accepts", Refusals.reason(e), "Correct it.", e)
        : Refusals.of(subject, e);
  }
}
