package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.redisdrill.DrillException;
import io.redisdrill.platform.powercut.Launcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether syncs can be watched in the pods of a cluster: tried in one, once, under the strictest
 * settings that a pod may have. Thread-safe.
 */
final class WatchTrial {
  private static final long NOBODY = 65_534L;

  private final Cluster cluster;
  private final Images images;
  private @Nullable Answer answer;

  /** What the trial showed: why not, or nothing. */
  private record Answer(Optional<String> why) {}

  WatchTrial(Cluster cluster, Images images) {
    this.cluster = cluster;
    this.images = images;
  }

  /** Returns why they cannot, in a sentence, or nothing if they can. */
  synchronized Optional<String> unavailable() {
    Answer known = answer;
    if (known == null) {
      try {
        known = new Answer(Launcher.whyNot("a pod of this cluster", tried()));
        answer = known;
      } catch (DrillException e) {
        // Not kept: what stood in the way this time may be gone the next.
        return Optional.of("the launcher could not be tried in a pod: " + e.getMessage());
      }
    }
    return known.why();
  }

  private String tried() {
    images.provide(Set.of(images.helper()));
    PodSpec spec = spec();
    var binary = NodeArchitecture.of(cluster.client(), spec);
    String namespace = cluster.namespaces().create();
    try {
      new StrictApply(cluster.client(), namespace)
          .apply(List.of(LauncherVolume.configMap(binary.binary(), "/")));
      return new TrialPod(cluster.client(), namespace)
          .run(spec.toBuilder().addToNodeSelector(NodeArchitecture.LABEL, binary.name()).build());
    } finally {
      cluster.remove(namespace);
    }
  }

  private PodSpec spec() {
    return new PodSpecBuilder()
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(NOBODY)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewContainer()
        .withName(TrialPod.NAME)
        .withImage(images.helper())
        .withImagePullPolicy("IfNotPresent")
        .withCommand(LauncherVolume.PROGRAM, "check")
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .addToDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withVolumeMounts(LauncherVolume.mount())
        .endContainer()
        .withVolumes(LauncherVolume.volume())
        .build();
  }
}
