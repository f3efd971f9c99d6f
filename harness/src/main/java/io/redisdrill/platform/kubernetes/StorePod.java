package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import io.redisdrill.platform.Secret;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.run.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A LocalStack in a pod, in a namespace of its own: the S3 of a cluster that has none for drills.
 * It goes when it is closed. Its keys are those that every LocalStack takes, so nothing that
 * matters may be put there.
 */
public final class StorePod implements AutoCloseable {
  private static final String NAME = "s3";
  private static final int PORT = 4566;
  private static final String REGION = "us-east-1";
  private static final String KEY = "test";
  private static final Map<String, String> LABELS = Map.of("app", "redis-drill-s3");
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Cluster cluster;
  private final String namespace;
  private final SharedStore store;

  private StorePod(Cluster cluster, String namespace, SharedStore store) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.store = store;
  }

  /**
   * Starts one, and returns once it is ready.
   *
   * @param image of LocalStack, as the cluster pulls it
   * @param nodeAddress where its node port is reached from here
   */
  public static StorePod start(Cluster cluster, String image, String nodeAddress) {
    String namespace = cluster.namespaces().create();
    try {
      cluster.client().resource(pod(image)).inNamespace(namespace).create();
      Service service = cluster.client().resource(service()).inNamespace(namespace).create();
      awaitReady(cluster, namespace);
      int port = service.getSpec().getPorts().get(0).getNodePort();
      return new StorePod(
          cluster,
          namespace,
          new SharedStore(
              URI.create("http://%s:%d".formatted(nodeAddress, port)),
              URI.create("http://%s.%s.svc:%d".formatted(NAME, namespace, PORT)),
              REGION,
              KEY,
              Secret.of(KEY)));
    } catch (KubernetesClientException e) {
      cluster.remove(namespace);
      throw Refusals.of("Cannot start LocalStack", e);
    } catch (RuntimeException e) {
      cluster.remove(namespace);
      throw e;
    }
  }

  private static Pod pod(String image) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(NAME)
        .withLabels(LABELS)
        .endMetadata()
        .withNewSpec()
        .withAutomountServiceAccountToken(false)
        .withTerminationGracePeriodSeconds(0L)
        .addNewContainer()
        .withName(NAME)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .addNewEnv()
        .withName("SERVICES")
        .withValue(NAME)
        .endEnv()
        .addNewPort()
        .withContainerPort(PORT)
        .endPort()
        .withNewReadinessProbe()
        .withNewHttpGet()
        .withPath("/_localstack/health")
        .withPort(new IntOrString(PORT))
        .endHttpGet()
        .withPeriodSeconds(1)
        .endReadinessProbe()
        .endContainer()
        .endSpec()
        .build();
  }

  private static Service service() {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(NAME)
        .endMetadata()
        .withNewSpec()
        .withType("NodePort")
        .withSelector(LABELS)
        .addNewPort()
        .withPort(PORT)
        .endPort()
        .endSpec()
        .build();
  }

  private static void awaitReady(Cluster cluster, String namespace) {
    AtomicReference<String> seen = new AtomicReference<>("nothing yet");
    try {
      Waiting.until(
          "LocalStack in the namespace " + namespace,
          START_LIMIT,
          () -> ready(cluster, namespace, seen),
          seen::toString);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot start LocalStack", "time to wait for it", "an interruption", "Try again.");
    }
  }

  private static boolean ready(Cluster cluster, String namespace, AtomicReference<String> seen) {
    Pod pod = cluster.client().pods().inNamespace(namespace).withName(NAME).get();
    if (pod == null) {
      return false;
    }
    seen.set(Trouble.of(pod).map(Trouble::found).orElse(pod.getStatus().getPhase()));
    Trouble.of(pod)
        .filter(Trouble::certain)
        .ifPresent(
            trouble -> {
              throw new DrillException(
                  "Cannot start LocalStack",
                  "a pod that runs",
                  trouble.found(),
                  trouble.nextStep());
            });
    return PodWatch.isReady(pod);
  }

  /** Returns how it is reached. */
  public SharedStore store() {
    return store;
  }

  @Override
  public void close() {
    cluster.remove(namespace);
  }
}
