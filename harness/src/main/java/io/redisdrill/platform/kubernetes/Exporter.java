package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.Metrics;
import io.redisdrill.stack.RedisPod;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A redis_exporter in the pod of a Redis, asked every second through the API server. What it does
 * not answer is recorded as missing.
 */
final class Exporter implements AutoCloseable {
  private static final int PORT = 9121;
  private static final List<String> WANTED =
      List.of(
          "redis_up",
          "redis_aof_current_size_bytes",
          "redis_rdb_changes_since_last_save",
          "redis_connected_clients",
          "redis_memory_used_bytes");

  private final ScheduledExecutorService every =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "redis-drill-exporter");
            thread.setDaemon(true);
            return thread;
          });

  private Exporter() {}

  /** Returns the port of the exporter beside Redis, if the stack has one. */
  static Optional<Integer> port(List<HasMetadata> objects, RedisPod redis) {
    return objects.stream()
        .filter(object -> object.getMetadata().getName().equals(redis.name()))
        .flatMap(object -> PodSpecs.containers(object).stream())
        .filter(container -> container.getImage() != null)
        .filter(container -> container.getImage().matches(".*redis[_-]exporter.*"))
        .findFirst()
        .map(Exporter::port);
  }

  private static int port(Container container) {
    return container.getPorts().isEmpty() ? PORT : container.getPorts().get(0).getContainerPort();
  }

  /** Asks from now on. */
  static Exporter start(
      KubernetesClient client, String namespace, int port, Observation seen, EventLog events) {
    Exporter exporter = new Exporter();
    exporter.every.scheduleAtFixedRate(
        () -> events.record(Metrics.TYPE, ask(client, namespace, port, seen)),
        0,
        1,
        TimeUnit.SECONDS);
    return exporter;
  }

  private static Metrics ask(
      KubernetesClient client, String namespace, int port, Observation seen) {
    Optional<String> pod = seen.pods().pod().map(each -> each.getMetadata().getName());
    if (pod.isEmpty()) {
      return Metrics.missing("no pod");
    }
    String path =
        "/api/v1/namespaces/%s/pods/%s:%d/proxy/metrics".formatted(namespace, pod.get(), port);
    try {
      String text = client.raw(path);
      return text == null ? Metrics.missing("no such page") : Metrics.parse(text, WANTED);
    } catch (KubernetesClientException e) {
      return Metrics.missing(Refusals.reason(e));
    }
  }

  @Override
  public void close() {
    every.shutdownNow();
  }
}
