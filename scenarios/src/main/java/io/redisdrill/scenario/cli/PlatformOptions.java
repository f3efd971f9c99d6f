package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that decide where a drill runs. */
final class PlatformOptions {
  private static final List<String> NAMES = List.of(EmbeddedPlatform.NAME);

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      description = "Where to run it: embedded, a redis-server process on this machine (embedded).")
  private String platform = EmbeddedPlatform.NAME;

  @Option(
      names = "--redis",
      paramLabel = "PATH",
      description = "The redis-server to run instead of the bundled one.")
  private Optional<Path> redis = Optional.empty();

  /** Throws if the words make no sense; opening may still fail. */
  void check() {
    if (!NAMES.contains(platform)) {
      throw new UsageException(
          "Cannot run on the platform '" + platform + "'",
          String.join(" or ", NAMES),
          "another name",
          "See ./drill doctor for what this machine can run.");
    }
  }

  /** Returns the platform, which is the caller's to close. */
  Platform open() {
    check();
    return EmbeddedPlatform.open(redis);
  }
}
