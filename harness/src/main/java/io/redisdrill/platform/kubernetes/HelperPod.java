package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
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
import org.jspecify.annotations.Nullable;

/**
 * A pod that mounts the volume of a Redis that is down, as the same user and at the same place.
 *
 * @param workload that the Redis belongs to
 * @param name of the pod
 * @param image has a shell
 * @param environment the Secret that its environment comes from, if it needs one
 */
record HelperPod(Workload workload, String name, String image, Optional<String> environment) {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** A pod that looks at files and changes them. */
  HelperPod(Workload workload, String image) {
    this(workload, "redis-drill-files", image, Optional.empty());
  }

  /** Starts it, unless it runs, and returns how to run commands in it. */
  Exec open() {
    Exec exec = new Exec(client(), workload.namespace(), name, name);
    if (running()) {
      return exec;
    }
    AtomicReference<String> seen = new AtomicReference<>("nothing yet");
    try {
      client().resource(pod()).inNamespace(workload.namespace()).create();
      Waiting.until("the pod " + name, START_LIMIT, () -> running(seen), seen::toString);
      return exec;
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot start the pod " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException(
          "Cannot start the pod " + name, "time to wait for it", "an interruption", "Try again.");
    }
  }

  /** Removes it, if it is there, and returns once the volume is free. */
  void close() {
    try {
      var pod = client().pods().inNamespace(workload.namespace()).withName(name);
      if (pod.get() != null) {
        pod.withGracePeriod(0).delete();
      }
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot remove the pod " + name, e);
    }
  }

  private boolean running() {
    return running(new AtomicReference<>());
  }

  private boolean running(AtomicReference<String> seen) {
    Pod pod = client().pods().inNamespace(workload.namespace()).withName(name).get();
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
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(0L)
        .withAutomountServiceAccountToken(false)
        .withSecurityContext(template.getSecurityContext())
        .withNodeName(nodeOfTheVolume().orElse(null))
        .withNodeSelector(template.getNodeSelector())
        .withTolerations(template.getTolerations())
        .addNewContainer()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withCommand("sleep", "86400")
        .withSecurityContext(writable(container.getSecurityContext()))
        .withEnvFrom(
            environment
                .map(secret -> new EnvFromSourceBuilder().withNewSecretRef(secret, false).build())
                .stream()
                .toList())
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

  /** A volume that is mounted can be mounted again on its node alone. */
  private Optional<String> nodeOfTheVolume() {
    String claim = workload.redis().dataClaim().orElse("");
    return client().pods().inNamespace(workload.namespace()).list().getItems().stream()
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .filter(
            pod ->
                pod.getSpec().getVolumes().stream()
                    .map(Volume::getPersistentVolumeClaim)
                    .anyMatch(source -> source != null && source.getClaimName().equals(claim)))
        .map(pod -> pod.getSpec().getNodeName())
        .findFirst();
  }

  /** Scratch files need a root file system that can be written to. */
  private static @Nullable SecurityContext writable(@Nullable SecurityContext redis) {
    return redis == null
        ? null
        : new SecurityContextBuilder(redis).withReadOnlyRootFilesystem(false).build();
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
