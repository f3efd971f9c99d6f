package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the platforms that a nightly plan names. */
final class NightPlatforms {
  private static final List<String> NAMES =
      List.of(EmbeddedPlatform.NAME, K3sPlatform.NAME, KubeconfigPlatform.NAME);

  @Option(
      names = "--redis",
      paramLabel = "PATH",
      description = "The redis-server to run instead of the bundled one, on embedded.")
  private Optional<Path> redis = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig to use, on kubeconfig: there is no default.")
  private Optional<String> context = Optional.empty();

  /** Throws if a plan names a platform that cannot be; opening may still fail. */
  void check(List<String> platforms) {
    for (String name : platforms) {
      if (!NAMES.contains(name)) {
        throw new UsageException(
            "Cannot run on the platform '" + name + "'",
            String.join(" or ", NAMES),
            "another name",
            "Correct the platforms of the plan.");
      }
      if (name.equals(KubeconfigPlatform.NAME) && context.isEmpty()) {
        throw new UsageException(
            "Cannot run on a cluster that exists",
            "the name of a context with --context",
            "none",
            "Name the one that you mean: a drill breaks what it runs on.");
      }
    }
  }

  /** Returns the platform, which is the caller's to close. */
  Platform open(String name) {
    return switch (name) {
      case K3sPlatform.NAME -> K3sPlatform.open();
      case KubeconfigPlatform.NAME ->
          KubeconfigPlatform.open(context.orElseThrow(), KubeconfigSettings.standard());
      default -> EmbeddedPlatform.open(redis);
    };
  }
}
