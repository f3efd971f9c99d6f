package io.redisdrill.scenario.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the top, on machines that lack something. */
class ScriptTest {
  @TempDir Path directory;

  private String drill(Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh",
            Path.of(System.getProperty("redis-drill.project.root"), "drill") + "",
            "list");
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(70);
    return said;
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    assertThat(drill(Map.of("JAVA_HOME", directory.toString())))
        .contains("expected a JDK of version 17 or later, found none", "JAVA_HOME");
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    pretend("java", "openjdk version \"11.0.2\" 2019-01-15");

    assertThat(drill(Map.of("JAVA_HOME", directory.toString())))
        .contains("expected Java 17 or later, found openjdk version \"11.0.2\"");
  }

  @Test
  void readsTheVersionsOfOldJavasToo() throws Exception {
    pretend("java", "java version \"1.8.0_392\"");

    assertThat(drill(Map.of("JAVA_HOME", directory.toString()))).contains("1.8.0_392");
  }

  private void pretend(String program, String says) throws IOException {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\necho '" + says + "' >&2\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
