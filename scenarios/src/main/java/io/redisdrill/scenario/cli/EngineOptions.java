package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.platform.embedded.LocalEngine;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that choose a redis-server of this machine. */
final class EngineOptions {
  @Option(
      names = "--redis",
      paramLabel = "PATH",
      description = "The redis-server to run instead of the bundled one.")
  private Optional<Path> redis = Optional.empty();

  @Option(
      names = "--image",
      paramLabel = "NAME",
      description = "A container image on this machine whose redis-server to run.")
  private Optional<String> image = Optional.empty();

  /** Returns it, the caller's to close. */
  LocalEngine open() {
    if (redis.isPresent() && image.isPresent()) {
      throw new UsageException(
          "Cannot tell which redis-server to run",
          "--redis or --image",
          "both",
          "Leave one of them out.");
    }
    return image.map(LocalEngine::ofImage).orElseGet(() -> LocalEngine.open(redis));
  }
}
