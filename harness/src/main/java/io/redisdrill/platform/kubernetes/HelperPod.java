package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.DrillException;
import io.redisdrill.run.Waiting;
import io.redisdrill.stack.RedisPod;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A pod that mounts the volume of a Redis that is down, as the same user and at the same place.
 *
 * @param workload that the Redis belongs to
 * @param image has a shell
 */
record HelperPod(Workload workload, String image) {
  private static final String NAME = "redis-drill-files";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Starts it, unless it runs, and returns how to run commands in it. */
  Exec open() {
    Exec exec = new Exec(client(), workload.namespace(), NAME, NAME);
    if (running()) {
      return exec;
    }
    AtomicReference<String> seen = new AtomicReference<>("nothing yet");
    try {
      client().resource(pod()).inNamespace(workload.namespace()).create();
      Waiting.until("the pod " + NAME, START_LIMIT, () -> running(seen), seen::toString);
      return exec;
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot start the pod " + NAME, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot start the pod " + NAME, "time to wait for it", "an interruption", "Try again.");
    }
  }

  /** Removes it, if it is there, and returns once the volume is free. */
  void close() {
    try {
      var pod = client().pods().inNamespace(workload.namespace()).withName(NAME);
      if (pod.get() != null) {
        pod.withGracePeriod(0).delete();
      }
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot remove the pod " + NAME, e);
    }
  }

  private boolean running() {
    return running(new AtomicReference<>());
  }

  private boolean running(AtomicReference<String> seen) {
    Pod pod = client().pods().inNamespace(workload.namespace()).withName(NAME).get();
    seen.set(
        pod == null
            ? "no pod"
            : Trouble.of(pod).map(Trouble::found).orElse(pod.getStatus().getPhase()));
    return pod != null && "Running".equals(pod.getStatus().getPhase());
  }

  private KubernetesClient client() {
    return workload.client();
  }

  private Pod pod() {
    RedisPod redis = workload.redis();
    PodSpec template = workload.template().getSpec();
    Container container =
        template.getContainers().stream()
            .filter(c -> c.getName().equals(redis.container()))
            .findFirst()
            .orElseThrow();
    VolumeMount mount = mount(container, redis.dataDirectory()).orElseThrow(this::noVolume);
    return new PodBuilder()
        .withNewMetadata()
        .withName(NAME)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(0L)
        .withAutomountServiceAccountToken(false)
        .withSecurityContext(template.getSecurityContext())
        .withNodeSelector(template.getNodeSelector())
        .withTolerations(template.getTolerations())
        .addNewContainer()
        .withName(NAME)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withCommand("sleep", "86400")
        .withSecurityContext(container.getSecurityContext())
        .withVolumeMounts(mount)
        .endContainer()
        .withVolumes(
            new VolumeBuilder()
                .withName(mount.getName())
                .withNewPersistentVolumeClaim(redis.dataClaim().orElseThrow(this::noVolume), false)
                .build())
        .endSpec()
        .build();
  }

  private static Optional<VolumeMount> mount(Container container, String directory) {
    return container.getVolumeMounts().stream()
        .filter(m -> (directory + "/").startsWith(m.getMountPath().replaceAll("/+$", "") + "/"))
        .max(Comparator.comparing(m -> m.getMountPath().length()));
  }

  private DrillException noVolume() {
    return new DrillException(
        "Cannot touch the files of %s while it is down".formatted(workload),
        "a PersistentVolumeClaim behind " + workload.redis().dataDirectory(),
        "none: the files go with the pod",
        "Give it a claim, or choose a fault that leaves the files alone.");
  }
}
