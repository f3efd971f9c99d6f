package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Job has said: its newest pod's containers, or the events where it has no pod.
 *
 * @param client of the cluster
 * @param namespace of the Job
 * @param job its name
 */
record JobWords(KubernetesClient client, String namespace, String job) {
  private static final int LINES = 15;
  private static final int CHARACTERS = 1_500;

  String last() {
    try {
      String said =
          client
              .pods()
              .inNamespace(namespace)
              .withLabel("batch.kubernetes.io/job-name", job)
              .list()
              .getItems()
              .stream()
              .max(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp()))
              .map(this::words)
              .orElseGet(this::event);
      return said.length() <= CHARACTERS ? said : said.substring(said.length() - CHARACTERS);
    } catch (KubernetesClientException e) {
      return "nothing that can be read: " + Refusals.reason(e);
    }
  }

  private String words(Pod pod) {
    return Stream.of(
            pod.getStatus().getInitContainerStatuses(), pod.getStatus().getContainerStatuses())
        .flatMap(List::stream)
        .map(container -> container.getName() + ": " + words(pod, container))
        .reduce("", (a, b) -> a.isEmpty() ? b : a + "; " + b);
  }

  private String words(Pod pod, ContainerStatus container) {
    var state = container.getState();
    if (state.getWaiting() != null) {
      String why = state.getWaiting().getReason();
      String more = state.getWaiting().getMessage();
      boolean ranBefore = container.getRestartCount() > 0;
      String before = ranBefore ? "; before: " + log(pod, container.getName(), true) : "";
      return (more == null ? why : why + ", " + more) + before;
    }
    return log(pod, container.getName(), false);
  }

  private String log(Pod pod, String container, boolean before) {
    var place =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod.getMetadata().getName())
            .inContainer(container);
    String log =
        before
            ? place.terminated().tailingLines(LINES).getLog()
            : place.tailingLines(LINES).getLog();
    return log.strip().replace("\n", " | ");
  }

  private String event() {
    Optional<Event> last =
        client
            .v1()
            .events()
            .inNamespace(namespace)
            .withField("involvedObject.name", job)
            .list()
            .getItems()
            .stream()
            .reduce((a, b) -> b);
    return last.map(each -> each.getReason() + ": " + each.getMessage())
        .orElse("no pod, and no event that says why");
  }
}
