package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import io.redisdrill.run.Waiting;
import java.time.Duration;

/** The last lines of a container that ended. */
final class LastWords {
  private static final int LINES = 5;
  // Instead of the log of a container that the kubelet removes, since the next one starts.
  private static final String GONE = "unable to retrieve container logs";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private LastWords() {}

  static String of(KubernetesClient client, String namespace, String pod, String container) {
    String[] words = {""};
    try {
      Waiting.until(
          "the log of " + container,
          LIMIT,
          () -> {
            words[0] = read(client, namespace, pod, container);
            return !words[0].startsWith(GONE);
          },
          () -> words[0]);
      return words[0];
    } catch (DrillException e) {
      return unreadable(words[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unreadable(words[0]);
    }
  }

  private static String read(
      KubernetesClient client, String namespace, String pod, String container) {
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
        return unreadable(Refusals.reason(e));
      }
    }
  }

  private static String unreadable(String why) {
    return "(its log cannot be read: %s)".formatted(why);
  }
}
