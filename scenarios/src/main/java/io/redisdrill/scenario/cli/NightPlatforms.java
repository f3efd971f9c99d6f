package io.redisdrill.scenario.cli;

import io.redisdrill.platform.Platform;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the platforms that a nightly plan names. */
final class NightPlatforms {
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
      choice(name).check("Correct the platforms of the plan.");
    }
  }

  private PlatformChoice choice(String name) {
    return new PlatformChoice(name, context);
  }

  /** Returns the platform, which is the caller's to close. */
  Platform open(String name) {
    return choice(name).open(() -> EmbeddedPlatform.open(redis));
  }
}
