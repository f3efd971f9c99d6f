package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
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
      names = "--image",
      paramLabel = "NAME",
      description = "A container image on this machine whose redis-server to run, on embedded.")
  private Optional<String> image = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig to use, on kubeconfig: there is no default.")
  private Optional<String> context = Optional.empty();

  /** Throws if a plan names a platform that cannot be; opening may still fail. */
  void check(List<String> platforms) {
    if (redis.isPresent() && image.isPresent()) {
      throw new UsageException(
          "Cannot tell which redis-server to run",
          "--redis or --image",
          "both",
          "Leave one of them out.");
    }
    requireEmbedded("--redis", redis.isPresent(), platforms);
    requireEmbedded("--image", image.isPresent(), platforms);
    for (String name : platforms) {
      choice(name).check("Correct the platforms of the plan.");
    }
  }

  /** Else it would be told apart from what was asked for by nobody. */
  private static void requireEmbedded(String option, boolean given, List<String> platforms) {
    if (given && !platforms.contains(EmbeddedPlatform.NAME)) {
      throw new UsageException(
          "Cannot use " + option + " for this night",
          "a plan with the platform " + EmbeddedPlatform.NAME,
          String.join(", ", platforms),
          "Leave it out, or add the platform to the plan.");
    }
  }

  private PlatformChoice choice(String name) {
    return new PlatformChoice(name, context);
  }

  /** Returns the platform, which is the caller's to close. */
  Platform open(String name) {
    return choice(name)
        .open(
            () ->
                image.map(EmbeddedPlatform::ofImage).orElseGet(() -> EmbeddedPlatform.open(redis)));
  }
}
