package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A pod that runs one command to its end.
 *
 * @param client of the cluster
 * @param namespace that it runs in
 */
record TrialPod(KubernetesClient client, String namespace) {
  /** The name of the pod and of its one container. */
  static final String NAME = "redis-drill-trial";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Runs it, removes it, and returns what it wrote to both outputs. */
  String run(PodSpec spec) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(NAME)
            .endMetadata()
            .withSpec(
                spec.toBuilder()
                    .withRestartPolicy("Never")
                    .withTerminationGracePeriodSeconds(0L)
                    .withAutomountServiceAccountToken(false)
                    .build())
            .build();
    AtomicReference<String> seen = new AtomicReference<>("nothing yet");
    var place = client.pods().inNamespace(namespace).withName(NAME);
    try {
      client.resource(pod).inNamespace(namespace).create();
      Waiting.until("the end of the pod " + NAME, LIMIT, () -> ended(seen), seen::toString);
      String said = place.withReadyWaitTimeout(0).getLog();
      place.withGracePeriod(0).delete();
      return said;
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot run the pod " + NAME, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot run the pod " + NAME, "time to wait for it", "an interruption", "Try again.");
    }
  }

  private boolean ended(AtomicReference<String> seen) {
    Pod pod = client.pods().inNamespace(namespace).withName(NAME).get();
    String phase = pod == null ? "no pod" : pod.getStatus().getPhase();
    seen.set(
        pod == null ? phase : Trouble.of(pod).map(Trouble::found).orElse("a pod that is " + phase));
    return phase.equals("Succeeded") || phase.equals("Failed");
  }
}
