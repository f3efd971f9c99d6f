package io.redisdrill.scenario.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is added to an image: the classes of the tool, and a script that starts it.
 *
 * @param classPath jars and directories
 * @param main the class to start
 */
record Payload(List<Path> classPath, String main) {
  /** Where it lies in the image. */
  static final String PLACE = "/opt/redis-drill";

  /** Other servers than the image's own, and what needs a Docker engine. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("(embedded-redis|testcontainers|docker-java-\\D+|jna|k3s|localstack)-\\d.*");

  private static final String SCRIPT = "drill-in-image.sh";

  /** Returns that of this JVM. */
  static Payload ofThisJvm(String main) {
    String all = System.getProperty("java.class.path");
    return new Payload(
        Stream.of(all.split(Pattern.quote(File.pathSeparator)))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .filter(Files::exists)
            .toList(),
        main);
  }

  /** Writes it below {@code to}, all but the Java runtime. */
  void write(Path to) throws IOException {
    Path lib = Files.createDirectories(to.resolve("lib"));
    List<String> places = new ArrayList<>(List.of(PLACE + "/lib/*"));
    for (Path entry : classPath) {
      String name = entry.getFileName().toString();
      if (Files.isDirectory(entry)) {
        String place = "classes/" + places.size();
        copy(entry, to.resolve(place));
        places.add(PLACE + "/" + place);
      } else if (!LEFT_OUT.matcher(name).matches()) {
        Files.copy(entry, lib.resolve(name));
      }
    }
    Path script = Files.createDirectories(to.resolve("bin")).resolve("drill");
    Files.writeString(script, script(String.join(":", places)));
    script.toFile().setExecutable(true);
  }

  private String script(String path) throws IOException {
    try (InputStream in = Payload.class.getResourceAsStream(SCRIPT)) {
      String text = new String(Objects.requireNonNull(in, SCRIPT).readAllBytes(), UTF_8);
      return text.replace("@CLASS_PATH@", path).replace("@MAIN@", main);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  /** Whatever umask this user has, another one reads it in the image. */
  static void makeReadable(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : (Iterable<Path>) all.filter(file -> !Files.isSymbolicLink(file))::iterator) {
        String mode = Files.isExecutable(each) ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(mode));
      }
    }
  }
}
