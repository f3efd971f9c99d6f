package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** The last lines of a container that ended. */
final class LastWords {
  private static final int LINES = 5;

  private LastWords() {}

  static String of(KubernetesClient client, String namespace, String pod, String container) {
    var place =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .inContainer(container)
            .withReadyWaitTimeout(0);
    try {
      return String.join(" | ", place.terminated().tailingLines(LINES).getLog().split("\\R"));
    } catch (KubernetesClientException none) {
      try {
        return String.join(" | ", place.tailingLines(LINES).getLog().split("\\R"));
      } catch (KubernetesClientException e) {
        return "(its log cannot be read: %s)".formatted(Refusals.reason(e));
      }
    }
  }
}
