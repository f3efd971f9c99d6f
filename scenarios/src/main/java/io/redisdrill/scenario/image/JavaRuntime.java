package io.redisdrill.scenario.image;

import io.redisdrill.DrillException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;

/** A Java runtime with what the tool needs, made of the JDK that this runs on. */
final class JavaRuntime {
  /** What jdeps names for the class path, and the elliptic curves of TLS, which nothing names. */
  private static final List<String> MODULES =
      List.of(
          "java.desktop", // java.beans, for FreeMarker
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.sql",
          "jdk.crypto.ec",
          "jdk.jfr",
          "jdk.net",
          "jdk.unsupported");

  private static final int FIRST_WITH_ZIP_LEVELS = 21;

  private JavaRuntime() {}

  /**
   * Writes it.
   *
   * @param to a directory that is not there yet
   * @throws DrillException if this is no JDK for Linux
   */
  static void link(Path to) {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      throw cannot("Linux, as in the image", system);
    }
    Optional<ToolProvider> jlink = ToolProvider.findFirst("jlink");
    if (jlink.isEmpty()) {
      throw cannot("a JDK, which has jlink", System.getProperty("java.home") + " without it");
    }
    StringWriter said = new StringWriter();
    PrintWriter words = new PrintWriter(said);
    int code =
        jlink
            .get()
            .run(
                words,
                words,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                Runtime.version().feature() < FIRST_WITH_ZIP_LEVELS ? "2" : "zip-6",
                "--output",
                to.toString());
    if (code != 0) {
      throw cannot(
          "a JDK with the modules %s in its jmods".formatted(MODULES), said.toString().strip());
    }
  }

  private static DrillException cannot(String expected, String found) {
    return new DrillException(
        "Cannot make a Java runtime for the image",
        expected,
        found,
        "Run ./drill image on Linux with a complete JDK in JAVA_HOME.");
  }
}
