package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A platform by its name.
 *
 * @param name embedded, k3s or kubeconfig
 * @param context of the kubeconfig, which has to be named
 */
record PlatformChoice(String name, Optional<String> context) {
  private static final List<String> NAMES =
      List.of(EmbeddedPlatform.NAME, K3sPlatform.NAME, KubeconfigPlatform.NAME);

  /**
   * Throws if it makes no sense; opening may still fail.
   *
   * @param otherwise what to do about a name that is none
   */
  void check(String otherwise) {
    if (!NAMES.contains(name)) {
      throw new UsageException(
          "Cannot run on the platform '" + name + "'",
          String.join(" or ", NAMES),
          "another name",
          otherwise);
    }
    if (name.equals(KubeconfigPlatform.NAME) && context.isEmpty()) {
      throw new UsageException(
          "Cannot run on a cluster that exists",
          "the name of a context with --context",
          "none",
          "Name the one that you mean: a drill breaks what it runs on.");
    }
  }

  /** Returns the platform, which is the caller's to close. */
  Platform open(Supplier<EmbeddedPlatform> embedded) {
    return switch (name) {
      case K3sPlatform.NAME -> K3sPlatform.open();
      case KubeconfigPlatform.NAME ->
          KubeconfigPlatform.open(context.orElseThrow(), KubeconfigSettings.standard());
      default -> embedded.get();
    };
  }
}
