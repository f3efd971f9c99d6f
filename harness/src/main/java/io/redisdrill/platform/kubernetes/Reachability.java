package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import io.redisdrill.run.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a client here gets through the Service to a pod that is ready: kube-proxy leads there a
 * little after the status says so.
 */
final class Reachability {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  // A ready pod is in its Service within a second, if the Service selects it at all.
  private static final Duration NO_ENDPOINT = Duration.ofSeconds(5);
  private static final int CONNECT_MILLIS = 1_000;

  private Reachability() {}

  static void require(KubernetesClient client, String namespace, Node.Address address) {
    AtomicReference<String> seen = new AtomicReference<>("nothing yet");
    long began = System.nanoTime();
    try {
      Waiting.until(
          "a connection to %s:%d".formatted(address.host(), address.port()),
          LIMIT,
          () -> connects(address, seen) || hopeless(client, namespace, began),
          () -> seen + "; " + endpoints(client, namespace));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot wait for the Service", "time to do it", "an interruption", "Try again.", e);
    }
  }

  private static boolean hopeless(KubernetesClient client, String namespace, long began) {
    boolean late = System.nanoTime() - began > NO_ENDPOINT.toNanos();
    if (late && readyEndpoints(client, namespace) == 0) {
      throw new DrillException(
          "Cannot reach Redis through the Service " + ClientService.NAME,
          "an endpoint that is ready",
          "none: its selector, taken from the Service of the stack, matches no ready pod",
          "Correct the selector of that Service: kubectl get endpointslices,pods --show-labels.");
    }
    return false;
  }

  private static boolean connects(Node.Address address, AtomicReference<String> seen) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      seen.set(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private static String endpoints(KubernetesClient client, String namespace) {
    try {
      return readyEndpoints(client, namespace) == 0
          ? "the Service has no endpoints: its selector matches no ready pod"
          : "the Service has an endpoint: the node port cannot be reached from here";
    } catch (KubernetesClientException e) {
      return Refusals.reason(e);
    }
  }

  private static long readyEndpoints(KubernetesClient client, String namespace) {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(namespace)
        .withLabel("kubernetes.io/service-name", ClientService.NAME)
        .list()
        .getItems()
        .stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
        .count();
  }
}
