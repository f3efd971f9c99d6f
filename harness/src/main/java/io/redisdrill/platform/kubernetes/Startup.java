package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.redisdrill.DrillException;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits for a pod, and says why it does not come within seconds, not at the end of the wait. */
final class Startup {
  // A claim is bound, and an image pulled again, within this time if it ever is.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private final Workload workload;
  private final Observation seen;
  private final Login login;
  private @Nullable String trouble;
  private long troubleSince;
  private long lastAsked;
  private final long began = System.nanoTime();

  Startup(KubernetesClient client, Workload workload, Observation seen, Login login) {
    this.login = login;
    this.client = client;
    this.workload = workload;
    this.seen = seen;
  }

  /** Waits until the pod is ready, so that its Service leads to it. */
  void awaitReady(Duration limit) {
    AtomicReference<String> last = new AtomicReference<>("no pod");
    try {
      Waiting.until("the pod of " + workload, limit, () -> ready(last), () -> words(last));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot wait for " + workload, "time to start", "an interruption", "Try again.");
    }
  }

  /** Waits until a process that runs already is known. */
  static void awaitProcess(Workload workload, Observation seen) {
    try {
      Waiting.until(
          "a process of " + workload,
          PATIENCE,
          () -> seen.lives().current().isPresent(),
          () -> "none: if it is scaled to 0, scale it to 1");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot wait for " + workload, "time to see it", "an interruption", "Try again.");
    }
  }

  private boolean ready(AtomicReference<String> last) {
    Optional<Pod> pod = seen.pods().pod();
    if (pod.isEmpty()) {
      seen.events().last("FailedCreate").ifPresent(this::cannotCreate);
      return false;
    }
    Optional<Trouble> found =
        Trouble.of(pod.get()).or(() -> waitsForVolume(pod.get())).or(() -> refuses(pod.get()));
    found.ifPresentOrElse(what -> giveUpOn(what, pod.get()), () -> trouble = null);
    last.set(
        found
            .map(Trouble::found)
            .orElse(pod.get().getStatus().getPhase() + ", containers not ready"));
    return PodWatch.isReady(pod.get());
  }

  /** One that runs for seconds and is not ready may be asked with the wrong password. */
  private Optional<Trouble> refuses(Pod pod) {
    boolean running =
        seen.pods().container().map(s -> s.getState().getRunning()).isPresent()
            && !PodWatch.isReady(pod);
    if (!running || System.nanoTime() - lastAsked < PATIENCE.toNanos()) {
      return Optional.empty();
    }
    boolean first = lastAsked == 0;
    lastAsked = System.nanoTime();
    return first
        ? Optional.empty()
        : login.trouble(
            new Exec(
                client,
                workload.namespace(),
                pod.getMetadata().getName(),
                workload.redis().container()));
  }

  private Optional<Trouble> waitsForVolume(Pod pod) {
    Duration since = Duration.ofNanos(System.nanoTime() - began);
    return pod.getStatus().getContainerStatuses().isEmpty()
        ? UnboundClaims.of(client, workload.namespace(), seen.events(), since)
        : Optional.empty();
  }

  private void cannotCreate(String message) {
    if (System.nanoTime() - began > PATIENCE.toNanos()) {
      throw new DrillException(
          "Cannot start " + workload,
          "a pod",
          "none: " + message,
          "Correct what it names: a quota, a policy or a missing account.");
    }
  }

  private void giveUpOn(Trouble what, Pod pod) {
    if (!what.found().equals(trouble)) {
      trouble = what.found();
      troubleSince = System.nanoTime();
    }
    if (what.certain() || System.nanoTime() - troubleSince > PATIENCE.toNanos()) {
      String words =
          Trouble.crashing(pod)
              .map(
                  container ->
                      "; its last words: "
                          + LastWords.of(
                              client, workload.namespace(), pod.getMetadata().getName(), container))
              .orElse("");
      throw new DrillException(
          "Cannot start " + workload,
          "a pod that runs and is ready",
          seen.log().clean(what.found() + words),
          what.nextStep());
    }
  }

  private String words(AtomicReference<String> last) {
    String unhealthy = seen.events().last("Unhealthy").map(e -> "; " + e).orElse("");
    boolean running =
        seen.pods().container().map(ContainerStatus::getState).map(s -> s.getRunning()).isPresent();
    return seen.log().clean(last.get() + (running ? unhealthy : ""));
  }
}
