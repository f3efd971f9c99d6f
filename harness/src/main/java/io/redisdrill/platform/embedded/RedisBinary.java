package io.redisdrill.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A redis-server that can be run here.
 *
 * @param path the executable
 * @param version as it says itself, "7.0.15"
 * @param make as INFO names it: redis, or valkey
 */
record RedisBinary(Path path, String version, String make) {
  private static final String REDIS = "redis";
  private static final String BUNDLED_VERSION = "7.0.15";
  private static final Pattern VERSION = Pattern.compile("\\bv=(\\S+)");
  private static final long VERSION_SECONDS = 10;

  /** Returns why there is no bundled redis-server for this machine, or nothing if there is one. */
  static Optional<String> bundledUnavailable() {
    return bundledResource() == null
        ? Optional.of(
            "no redis-server is bundled for %s on %s; name one of your own with --redis PATH"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")))
        : Optional.empty();
  }

  /** Unpacks the bundled redis-server below {@code directory}, which only this user can enter. */
  static RedisBinary bundled(Path directory) {
    URL resource = bundledResource();
    if (resource == null) {
      throw new DrillException(
          "Cannot run a redis-server here",
          "Linux or macOS on x86-64 or arm64",
          System.getProperty("os.name") + " on " + System.getProperty("os.arch"),
          "Name a redis-server of your own with --redis PATH.");
    }
    Path target = directory.resolve("redis-server");
    try (InputStream in = resource.openStream()) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new DrillException(
          "Cannot unpack redis-server to " + target,
          "6 MB of space in a directory that can be written",
          String.valueOf(e.getMessage()),
          "Free some space, or name another place with -Djava.io.tmpdir.",
          e);
    }
    return new RedisBinary(target, BUNDLED_VERSION, REDIS);
  }

  /** Asks the redis-server at {@code path} for its version. */
  static RedisBinary at(Path path) {
    if (!Files.isExecutable(path)) {
      throw notAServer(path, Files.exists(path) ? "a file that cannot be executed" : "no file");
    }
    try {
      Process process =
          new ProcessBuilder(path.toAbsolutePath().toString(), "--version")
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readNBytes(4096), UTF_8).strip();
      if (!process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Matcher version = VERSION.matcher(said);
      if (!version.find()) {
        throw notAServer(path, "'" + said + "'");
      }
      String make = said.toLowerCase(Locale.ROOT).startsWith("valkey") ? "valkey" : REDIS;
      return new RedisBinary(path.toAbsolutePath(), version.group(1), make);
    } catch (IOException e) {
      throw notAServer(path, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notAServer(path, "an interruption");
    }
  }

  private static UsageException notAServer(Path path, String found) {
    return new UsageException(
        "Cannot use " + path + " as redis-server",
        "an executable that answers --version with '… server v=…'",
        found,
        "Name the redis-server itself, not a script around it.");
  }

  private static @Nullable URL bundledResource() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : os;
    String arch =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> "unknown";
        };
    return RedisBinary.class
        .getClassLoader()
        .getResource("redis-server-%s-%s-%s".formatted(BUNDLED_VERSION, system, arch));
  }
}
