package io.redisdrill.platform.powercut;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** The launcher's static binaries, which need nothing of the system but its kernel. */
public enum LauncherBinary {
  X86_64("powercut-x86_64"),
  ARM64("powercut-aarch64");

  private final String resource;

  LauncherBinary(String resource) {
    this.resource = resource;
  }

  /** The one for an architecture as the JVM, Docker or Kubernetes call it, if there is one. */
  public static Optional<LauncherBinary> forArchitecture(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "arm64", "aarch64" -> Optional.of(ARM64);
      default -> Optional.empty();
    };
  }

  /** The one for this machine; none if this is not Linux. */
  public static Optional<LauncherBinary> forThisMachine() {
    return System.getProperty("os.name").startsWith("Linux")
        ? forArchitecture(System.getProperty("os.arch"))
        : Optional.empty();
  }

  /** About 100 KB: it fits into the binaryData of a ConfigMap. */
  public byte[] bytes() {
    try (InputStream in =
        LauncherBinary.class.getResourceAsStream("/io/redisdrill/powercut/" + resource)) {
      if (in == null) {
        throw new DrillException(
            "Cannot unpack the launcher",
            "a resource " + resource,
            "none",
            "Use the harness as it was built.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
