package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.redisdrill.stack.RedisPod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The pods that objects ask for. */
final class PodSpecs {
  private PodSpecs() {}

  static Optional<PodSpec> of(HasMetadata object) {
    if (object instanceof StatefulSet set) {
      return Optional.of(set.getSpec().getTemplate().getSpec());
    }
    if (object instanceof Deployment deployment) {
      return Optional.of(deployment.getSpec().getTemplate().getSpec());
    }
    if (object instanceof DaemonSet set) {
      return Optional.of(set.getSpec().getTemplate().getSpec());
    }
    if (object instanceof Job job) {
      return Optional.of(job.getSpec().getTemplate().getSpec());
    }
    if (object instanceof CronJob job) {
      return Optional.of(job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec());
    }
    return object instanceof Pod pod ? Optional.of(pod.getSpec()) : Optional.empty();
  }

  static List<Container> containers(HasMetadata object) {
    return of(object).stream()
        .flatMap(
            spec -> Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream()))
        .toList();
  }

  /** Returns the labels of the pods of a Redis. */
  static Map<String, String> labels(List<HasMetadata> objects, RedisPod redis) {
    return objects.stream()
        .filter(object -> object.getMetadata().getName().equals(redis.name()))
        .flatMap(object -> template(object).stream())
        .map(template -> template.getMetadata().getLabels())
        .findFirst()
        .orElse(Map.of());
  }

  private static Optional<PodTemplateSpec> template(HasMetadata object) {
    if (object instanceof StatefulSet set) {
      return Optional.of(set.getSpec().getTemplate());
    }
    return object instanceof Deployment deployment
        ? Optional.of(deployment.getSpec().getTemplate())
        : Optional.empty();
  }

  static String nameOf(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
