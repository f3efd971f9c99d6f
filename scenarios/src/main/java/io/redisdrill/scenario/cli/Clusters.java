package io.redisdrill.scenario.cli;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.k3s.EngineSocket;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.platform.k3s.K3sSettings;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this machine has for drills on Kubernetes; nothing is started, and no cluster is asked. */
final class Clusters {
  private Clusters() {}

  static List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    EngineSocket engine = EngineSocket.ofEnvironment();
    Optional<String> problem = engine.problem();
    all.add(
        finding(
            "docker",
            problem.isEmpty(),
            problem
                .map(why -> why + "; the embedded platform needs none")
                .orElse("an engine answers at " + engine.host())));
    if (problem.isEmpty()) {
      all.addAll(images());
    }
    all.add(contexts());
    return all;
  }

  private static List<Finding> images() {
    try {
      Map<String, Boolean> images = K3sPlatform.images(K3sSettings.standard());
      return images.entrySet().stream()
          .map(
              image ->
                  finding(
                      "image",
                      image.getValue(),
                      image.getKey()
                          + (image.getValue()
                              ? " is there"
                              : " is missing: the platform k3s pulls it, or docker pull it")))
          .toList();
    } catch (UsageException e) {
      return List.of(finding("image", false, String.valueOf(e.getMessage())));
    }
  }

  private static Finding contexts() {
    KubeconfigSettings settings = KubeconfigSettings.standard();
    try {
      List<String> contexts = KubeconfigPlatform.contexts(settings);
      return finding(
          "kubeconfig",
          !contexts.isEmpty(),
          contexts.isEmpty()
              ? "%s names no cluster; name another file with KUBECONFIG"
                  .formatted(settings.kubeconfig())
              : "--context %s (%s)"
                  .formatted(String.join(" or ", contexts), settings.kubeconfig()));
    } catch (DrillException e) {
      return finding("kubeconfig", false, String.valueOf(e.getMessage()));
    }
  }

  private static Finding finding(String subject, boolean ok, String message) {
    return new Finding(subject, ok, false, message);
  }
}
