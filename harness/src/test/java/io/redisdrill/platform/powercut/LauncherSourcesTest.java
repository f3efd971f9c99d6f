package io.redisdrill.platform.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tracked binaries belong to the tracked sources: compare.sh says so by building them again.
 */
class LauncherSourcesTest {
  private static final Path SOURCES = Path.of("src/main/native/powercut");
  private static final Path BINARIES = Path.of("src/main/resources/io/redisdrill/powercut");

  @Test
  void theSumsBesideTheBinariesAreThoseOfTheSources() throws Exception {
    Map<String, String> recorded = new TreeMap<>();
    for (String line : Files.readAllLines(BINARIES.resolve("SOURCES.sha256"))) {
      recorded.put(line.substring(66), line.substring(0, 64));
    }
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.filter(LauncherSourcesTest::isBuiltFrom).toList()) {
        found.put(source.getFileName().toString(), sum(source));
      }
    }
    for (String binary : new String[] {"powercut-x86_64", "powercut-aarch64"}) {
      found.put(binary, sum(BINARIES.resolve(binary)));
    }
    assertThat(recorded)
        .as("run harness/src/main/native/powercut/build.sh and commit what it makes")
        .isEqualTo(found);
  }

  private static boolean isBuiltFrom(Path file) {
    return file.getFileName().toString().matches(".*\\.[ch]|build\\.sh");
  }

  private static String sum(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
