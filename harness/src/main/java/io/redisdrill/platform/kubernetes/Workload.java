package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.redisdrill.stack.RedisPod;
import java.util.Map;

/**
 * The StatefulSet or Deployment that keeps the pod of a Redis.
 *
 * @param client of the cluster
 * @param namespace that holds it
 * @param redis says which it is
 */
record Workload(KubernetesClient client, String namespace, RedisPod redis) {
  void scale(int replicas) {
    try {
      resource().scale(replicas);
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot scale %s to %d".formatted(this, replicas), e);
    }
  }

  void rollOut() {
    try {
      resource().rolling().restart();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot restart " + this, e);
    }
  }

  void deletePod(String pod, long graceSeconds) {
    try {
      client.pods().inNamespace(namespace).withName(pod).withGracePeriod(graceSeconds).delete();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot delete pod " + pod, e);
    }
  }

  /**
   * Ends all that holds up the end of the namespace: its pods, without the grace in which Redis
   * would save once more, and the claims that they protect.
   */
  void discard() {
    try {
      resource().scale(0);
      client.pods().inNamespace(namespace).withGracePeriod(0).delete();
      client.persistentVolumeClaims().inNamespace(namespace).delete();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot delete the pods of " + namespace, e);
    }
  }

  PodTemplateSpec template() {
    try {
      return isSet()
          ? set().require().getSpec().getTemplate()
          : deployment().require().getSpec().getTemplate();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot read " + this, e);
    }
  }

  Map<String, String> podLabels() {
    return template().getMetadata().getLabels();
  }

  private RollableScalableResource<?> resource() {
    return isSet() ? set() : deployment();
  }

  private boolean isSet() {
    return redis.kind().equals("StatefulSet");
  }

  private RollableScalableResource<StatefulSet> set() {
    return client.apps().statefulSets().inNamespace(namespace).withName(redis.name());
  }

  private RollableScalableResource<Deployment> deployment() {
    return client.apps().deployments().inNamespace(namespace).withName(redis.name());
  }

  @Override
  public String toString() {
    return redis.kind() + " " + redis.name();
  }
}
