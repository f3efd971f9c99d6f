package io.redisdrill.platform.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server out of a container image, with the libraries that it needs, so that it runs on this
 * machine without a container. The image has to be there already; Linux alone.
 */
final class EngineImage {
  private static final long LIMIT_SECONDS = 120;
  private static final int ELF_HEAD = 1 << 14;
  private static final Pattern LOADER = Pattern.compile("/lib[\\w/]*/ld-[\\w.-]+");
  private static final Pattern SERVER = Pattern.compile("(redis|valkey)-server");
  private static final List<String> LIBRARIES =
      List.of(
          "lib",
          "lib64",
          "usr/lib",
          "usr/lib64",
          "usr/local/lib",
          "lib/x86_64-linux-gnu",
          "usr/lib/x86_64-linux-gnu",
          "lib/aarch64-linux-gnu",
          "usr/lib/aarch64-linux-gnu");

  private EngineImage() {}

  /**
   * Unpacks it below {@code directory} and returns a program that starts it.
   *
   * @throws DrillException if there is no engine, no such image, or no server in it
   */
  static Path unpack(String image, Path directory) {
    try {
      Path root = Files.createDirectories(directory.resolve("root"));
      export(image, root);
      Path server = server(root).orElseThrow(() -> noServer(image));
      return starter(server, root, directory);
    } catch (IOException e) {
      throw cannot(image, "space for it at " + directory, String.valueOf(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannot(image, "no interruption", "one", e);
    }
  }

  private static void export(String image, Path root) throws IOException, InterruptedException {
    // Without a pull: what was asked for is there, or is said to be missing, at once.
    String container = docker(image, "create", "--pull", "never", image, "true");
    try {
      Process export =
          new ProcessBuilder("docker", "export", container)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (InputStream files = export.getInputStream()) {
        ImageFiles.unpack(files, root);
      }
      if (!export.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        export.destroyForcibly();
      }
    } finally {
      docker(image, "rm", "-f", container);
    }
  }

  private static String docker(String image, String... words)
      throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("docker"), Stream.of(words)).toList();
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw cannot(image, "the command docker on the PATH", String.valueOf(e.getMessage()), e);
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw cannot(image, "an engine that has this image", said, null);
    }
    return said.lines().reduce((a, b) -> b).orElse("");
  }

  /** The program itself, whatever script stands before it. */
  private static Optional<Path> server(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> SERVER.matcher(String.valueOf(file.getFileName())).matches())
          .filter(file -> Files.isRegularFile(file) && executable(file).isPresent())
          .findFirst();
    }
  }

  /** Returns the beginning of an executable for Linux, which names its dynamic loader, if any. */
  private static Optional<String> executable(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(ELF_HEAD), ISO_8859_1);
      return head.startsWith("\177ELF") ? Optional.of(head) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** With the image's own loader and libraries, as those of this machine may be others. */
  private static Path starter(Path server, Path root, Path directory) throws IOException {
    Matcher loader = LOADER.matcher(executable(server).orElseThrow());
    String libraries =
        LIBRARIES.stream()
            .map(root::resolve)
            .filter(Files::isDirectory)
            .map(Path::toString)
            .collect(Collectors.joining(":"));
    String with =
        loader.find()
            ? "'%s' --library-path '%s' "
                .formatted(root.resolve(loader.group().substring(1)), libraries)
            : "";
    for (CheckTool tool : CheckTool.values()) {
      Path named = server.resolveSibling(tool.program());
      Files.deleteIfExists(named); // a link of the image may lead out of it
      Files.createSymbolicLink(named, server);
      script(directory.resolve(tool.program()), with, named);
    }
    return script(directory.resolve("redis-server"), with, server);
  }

  private static Path script(Path file, String with, Path program) throws IOException {
    Files.writeString(file, "#!/bin/sh\nexec %s'%s' \"$@\"\n".formatted(with, program));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static DrillException noServer(String image) {
    return cannot(image, "a redis-server or valkey-server in it", "none", null);
  }

  private static DrillException cannot(
      String image, String expected, String found, @Nullable Exception cause) {
    return new DrillException(
        "Cannot run the server of the image " + image,
        expected,
        found,
        "Pull the image with docker pull, or name a redis-server with --redis PATH.",
        cause);
  }
}
