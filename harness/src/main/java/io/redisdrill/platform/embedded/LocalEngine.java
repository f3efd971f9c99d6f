package io.redisdrill.platform.embedded;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.run.FileTrees;
import io.redisdrill.settings.Setting;
import io.redisdrill.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/**
 * A redis-server of this machine and a directory to work in. Nothing that is started from there or
 * works there outlives this JVM, however it ends, and the directory goes with it. Thread-safe.
 */
public final class LocalEngine implements AutoCloseable {
  private final Path directory;
  private final ProcessGuard guard;
  private final RedisBinary binary;
  private final Random random = new Random();

  private LocalEngine(Path directory, ProcessGuard guard, RedisBinary binary) {
    this.directory = directory;
    this.guard = guard;
    this.binary = binary;
  }

  /**
   * Returns the redis-server at {@code server}, or else the one of the settings, or the bundled.
   */
  public static LocalEngine open(Optional<Path> server) {
    Optional<Path> chosen = server.or(LocalEngine::chosen);
    return open(
        temporaryDirectory(),
        directory -> chosen.map(RedisBinary::at).orElseGet(() -> RedisBinary.bundled(directory)));
  }

  /** Returns the redis-server that the setting {@code redis-drill.redis} names. */
  public static Optional<Path> chosen() {
    return Settings.standard().find("redis-drill.redis").map(Setting::value).map(Path::of);
  }

  /** Returns the bundled redis-server, which works below {@code parent}. */
  static LocalEngine in(Path parent) throws IOException {
    Path directory = Files.createTempDirectory(parent, "redis-drill-").toRealPath();
    return open(directory, RedisBinary::bundled);
  }

  /** Returns the server out of a container image that is on this machine. */
  public static LocalEngine ofImage(String image) {
    return open(
        temporaryDirectory(),
        directory -> RedisBinary.at(EngineImage.unpack(image, directory.resolve("engine"))));
  }

  private interface Choice {
    RedisBinary below(Path directory);
  }

  private static LocalEngine open(Path directory, Choice choice) {
    ProcessGuard guard = null;
    try {
      guard = ProcessGuard.over(directory);
      return new LocalEngine(directory, guard, choice.below(directory));
    } catch (RuntimeException e) {
      if (guard == null) {
        deleteQuietly(directory, e);
      } else {
        guard.close();
      }
      throw e;
    }
  }

  private static Path temporaryDirectory() {
    try {
      // The guard compares working directories, which the kernel gives without links.
      return Files.createTempDirectory("redis-drill-").toRealPath();
    } catch (IOException e) {
      throw new DrillException(
          "Cannot make a data directory",
          "a temporary directory that can be written",
          String.valueOf(e),
          "Name another one with -Djava.io.tmpdir=DIR.",
          e);
    }
  }

  private static void deleteQuietly(Path directory, RuntimeException because) {
    try {
      FileTrees.delete(directory);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** Returns the program. */
  public Path executable() {
    return binary.path();
  }

  /** Returns its version, as it says itself. */
  public String version() {
    return binary.version();
  }

  /** Returns its make, as INFO names it. */
  String make() {
    return binary.make();
  }

  /** Returns the directory to work in, without links in its path. */
  public Path directory() {
    return directory;
  }

  /** Returns a port on which nobody listened a moment ago. */
  public int freePort() {
    return FreePort.find(random);
  }

  /**
   * Does nothing if no server is seen to work in {@code data}.
   *
   * @throws UsageException if one is
   */
  public static void refuseInUse(Path data) {
    DirectoryInUse.refuse(data);
  }

  @Override
  public void close() {
    guard.close();
  }
}
