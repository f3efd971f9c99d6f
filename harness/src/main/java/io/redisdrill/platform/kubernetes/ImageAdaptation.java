package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Replaces images, and sees to it that the cluster has them before a pod asks for them.
 *
 * @param images of the cluster
 * @param adaptations takes what is changed
 */
record ImageAdaptation(Images images, Adaptations adaptations) {
  void apply(List<HasMetadata> objects) {
    Set<String> needed = new TreeSet<>(Set.of(images.helper()));
    for (HasMetadata object : objects) {
      for (Container container : PodSpecs.containers(object)) {
        replace(object, container);
        needed.add(container.getImage());
      }
    }
    if (images.provide(needed)) {
      objects.forEach(
          object -> PodSpecs.containers(object).forEach(each -> neverPull(object, each)));
    }
  }

  private void replace(HasMetadata object, Container container) {
    String image = container.getImage();
    String other = images.replacementOf(image);
    if (!other.equals(image)) {
      record(object, container, "image", Optional.of(image), other, "the settings name another");
      container.setImage(other);
    }
  }

  /** Without a tag, or with {@code latest}, the kubelet would ask a registry at each start. */
  private void neverPull(HasMetadata object, Container container) {
    Optional<String> policy = Optional.ofNullable(container.getImagePullPolicy());
    String last = container.getImage().replaceAll(".*/", "");
    boolean pulls =
        policy
            .map("Always"::equals)
            .orElse(!last.contains("@") && (!last.contains(":") || last.endsWith(":latest")));
    if (pulls) {
      container.setImagePullPolicy("IfNotPresent");
      record(
          object,
          container,
          "imagePullPolicy",
          policy,
          "IfNotPresent",
          "the image lies on the node");
    }
  }

  private void record(
      HasMetadata object,
      Container container,
      String field,
      Optional<String> from,
      String to,
      String because) {
    adaptations.record(
        PodSpecs.nameOf(object),
        "containers[%s].%s".formatted(container.getName(), field),
        from,
        to,
        because);
  }
}
