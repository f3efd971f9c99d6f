package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that decide where a drill runs. */
final class PlatformOptions {
  @Option(
      names = "--platform",
      paramLabel = "NAME",
      description = {
        "Where to run it (embedded): embedded, a redis-server process on this machine; k3s, a",
        "cluster in containers; kubeconfig, a cluster that exists."
      })
  private String platform = EmbeddedPlatform.NAME;

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

  /** Throws if the words make no sense; opening may still fail. */
  void check() {
    choice().check("See ./drill doctor for what this machine can run.");
    require("--redis", redis.isPresent(), EmbeddedPlatform.NAME);
    require("--image", image.isPresent(), EmbeddedPlatform.NAME);
    if (redis.isPresent() && image.isPresent()) {
      throw new UsageException(
          "Cannot tell which redis-server to run",
          "--redis or --image",
          "both",
          "Leave one of them out.");
    }
    require("--context", context.isPresent(), KubeconfigPlatform.NAME);
  }

  private void require(String option, boolean given, String on) {
    if (given && !platform.equals(on)) {
      throw new UsageException(
          "Cannot use " + option + " here",
          "it on the platform " + on + " alone",
          "the platform " + platform,
          "Leave it out, or choose --platform " + on + ".");
    }
  }

  String name() {
    return platform;
  }

  /** Returns the platform, which is the caller's to close. */
  Platform open() {
    check();
    return choice()
        .open(
            () ->
                image.map(EmbeddedPlatform::ofImage).orElseGet(() -> EmbeddedPlatform.open(redis)));
  }

  private PlatformChoice choice() {
    return new PlatformChoice(platform, context);
  }
}
