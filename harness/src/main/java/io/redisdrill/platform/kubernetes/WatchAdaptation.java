package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.redisdrill.DrillException;
import io.redisdrill.stack.RedisPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts the server of a stack under the launcher, as the same user, with the same rights.
 *
 * @param client of the cluster
 * @param namespace in which an image may be asked for its PATH
 * @param images of the cluster
 * @param adaptations takes what is changed
 */
record WatchAdaptation(
    KubernetesClient client, String namespace, Images images, Adaptations adaptations) {
  private static final String BECAUSE = "the syncs of Redis are to be watched";

  /** Changes the pod of {@code redis}, and adds what it needs to {@code objects}. */
  void apply(List<HasMetadata> objects, RedisPod redis) {
    HasMetadata owner =
        objects.stream()
            .filter(object -> object.getKind().equals(redis.kind()))
            .filter(object -> object.getMetadata().getName().equals(redis.name()))
            .findFirst()
            .orElseThrow();
    PodSpec pod = PodSpecs.of(owner).orElseThrow();
    Container container =
        pod.getContainers().stream()
            .filter(it -> it.getName().equals(redis.container()))
            .findFirst()
            .orElseThrow();
    requireVolume(container, redis);
    NodeArchitecture.Choice node = NodeArchitecture.of(client, pod);
    String name = PodSpecs.nameOf(owner);
    if (!node.alone()) {
      keepTo(node.name(), pod, name);
    }
    LaunchPlan plan =
        LaunchPlan.of(
            pod, container, images.configuration(container.getImage()), () -> path(pod, container));
    if (plan instanceof LaunchPlan.InFront whole) {
      putInFront(container, redis, whole.command(), name);
    } else if (plan instanceof LaunchPlan.ByName server) {
      putInPath(container, server.path(), name);
    }
    mount(pod, container, name);
    objects.add(0, LauncherVolume.configMap(node.binary(), redis.dataDirectory()));
  }

  /** What lies in the container's own layer is gone with each container, whatever was synced. */
  private static void requireVolume(Container container, RedisPod redis) {
    String directory = redis.dataDirectory() + "/";
    boolean mounted =
        container.getVolumeMounts().stream()
            .anyMatch(it -> directory.startsWith(it.getMountPath().replaceAll("/+$", "") + "/"));
    if (!mounted) {
      throw new DrillException(
          "Cannot cut the power of %s %s".formatted(redis.kind(), redis.name()),
          "a volume behind its data directory " + redis.dataDirectory(),
          "none: the files go with each container, synced or not",
          "Mount a volume there, or choose a fault that needs none.");
    }
  }

  private void keepTo(String architecture, PodSpec pod, String name) {
    Map<String, String> selector = new HashMap<>();
    Optional.ofNullable(pod.getNodeSelector()).ifPresent(selector::putAll);
    selector.put(NodeArchitecture.LABEL, architecture);
    pod.setNodeSelector(selector);
    adaptations.record(
        name,
        "nodeSelector",
        Optional.empty(),
        NodeArchitecture.LABEL + ": " + architecture,
        "the launcher is brought for one architecture");
  }

  private void putInFront(Container container, RedisPod redis, List<String> command, String name) {
    List<String> watched = LauncherVolume.watching(redis.dataDirectory(), command);
    record(
        container,
        name,
        "command",
        Optional.of(words(container)).filter(it -> !it.isBlank()),
        String.join(" ", watched));
    container.setCommand(watched);
    container.setArgs(null);
  }

  private static String words(Container container) {
    return String.join(
        " ",
        Stream.of(container.getCommand(), container.getArgs())
            .flatMap(it -> it == null ? Stream.empty() : it.stream())
            .toList());
  }

  private void putInPath(Container container, String path, String name) {
    String longer = LauncherVolume.DIRECTORY + ":" + path;
    List<EnvVar> variables = new ArrayList<>();
    Optional.ofNullable(container.getEnv()).ifPresent(variables::addAll);
    variables.removeIf(it -> it.getName().equals("PATH"));
    variables.add(new EnvVarBuilder().withName("PATH").withValue(longer).build());
    record(container, name, "env[PATH]", Optional.of(path), longer);
    container.setEnv(variables);
  }

  private void mount(PodSpec pod, Container container, String name) {
    container.getVolumeMounts().add(LauncherVolume.mount());
    List<io.fabric8.kubernetes.api.model.Volume> volumes = new ArrayList<>(pod.getVolumes());
    volumes.add(LauncherVolume.volume());
    pod.setVolumes(volumes);
    record(
        container,
        name,
        "volumeMounts",
        Optional.empty(),
        "%s from a ConfigMap %s".formatted(LauncherVolume.DIRECTORY, LauncherVolume.NAME));
  }

  /** The PATH that the entrypoint would have; an image that cannot be looked up is asked. */
  private String path(PodSpec pod, Container container) {
    Optional<String> set =
        Stream.ofNullable(container.getEnv())
            .flatMap(List::stream)
            .filter(it -> it.getName().equals("PATH") && it.getValue() != null)
            .map(EnvVar::getValue)
            .findFirst();
    return set.or(() -> images.configuration(container.getImage()).map(ImageConfig::path))
        .orElseGet(() -> ask(pod, container))
        .transform(path -> path.isBlank() ? LaunchPlan.USUAL_PATH : path);
  }

  private String ask(PodSpec pod, Container container) {
    Container asked =
        new ContainerBuilder()
            .withName(TrialPod.NAME)
            .withImage(container.getImage())
            .withImagePullPolicy(container.getImagePullPolicy())
            .withCommand("sh", "-c", "echo \"$PATH\"")
            .withSecurityContext(container.getSecurityContext())
            .build();
    return new TrialPod(client, namespace)
        .run(
            new PodSpecBuilder()
                .withSecurityContext(pod.getSecurityContext())
                .withNodeSelector(pod.getNodeSelector())
                .withTolerations(pod.getTolerations())
                .withImagePullSecrets(pod.getImagePullSecrets())
                .withContainers(asked)
                .build())
        .strip();
  }

  private void record(
      Container container, String name, String field, Optional<String> from, String to) {
    adaptations.record(
        name, "containers[%s].%s".formatted(container.getName(), field), from, to, BECAUSE);
  }
}
