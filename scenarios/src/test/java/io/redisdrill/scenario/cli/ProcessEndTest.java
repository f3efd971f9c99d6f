package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The end of the JVM in the middle of a drill, which leaves evidence and no process behind. */
@EnabledOnOs(OS.LINUX)
class ProcessEndTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path directory;
  private Process drill;
  private Path work;
  private Path runs;

  @BeforeEach
  void begin() throws IOException {
    work = Files.createDirectory(directory.resolve("tmp")).toRealPath();
    runs = directory.resolve("runs");
    drill =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + work,
                "-Dio.lettuce.core.jfr=false",
                "-cp",
                System.getProperty("java.class.path"),
                DrillCommand.class.getName(),
                "run",
                "aof-everysec-container-kill",
                "--no-controls",
                "--load",
                "60s",
                "--runs",
                runs.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out.txt").toFile())
            .start();
    await().atMost(LIMIT).until(() -> recorded("progress") >= 3);
    assertThat(serversBelow(work)).isNotEmpty();
  }

  @AfterEach
  void end() {
    drill.destroyForcibly();
  }

  @Test
  void ctrlCWritesTheEvidenceAndJudgesIt() throws Exception {
    signal("INT");

    assertThat(drill.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(drill.exitValue()).isEqualTo(130);
    assertThat(serversBelow(work)).isEmpty();
    assertThat(Files.readString(directory.resolve("out.txt")))
        .contains("UNKNOWN", "the drill was interrupted", "report.html");
    assertThat(run().readJson("result.json").orElseThrow().path("verdict").asText())
        .isEqualTo("UNKNOWN");
    assertThat(run().file("report.html")).exists();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(work).isEmptyDirectory());
  }

  @Test
  void sigkillLeavesNoRedisAndARunThatCanBeJudged() throws Exception {
    signal("KILL");

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(serversBelow(work)).isEmpty());
    await().atMost(LIMIT).untilAsserted(() -> assertThat(work).isEmptyDirectory());
    Cli cli = Cli.drill("recheck", run().path());
    assertThat(cli.code()).as(cli.err()).isEqualTo(2);
    assertThat(cli.out()).contains("nothing can be said of").doesNotContain(" of 0 ");
  }

  private void signal(String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + drill.pid()).start().waitFor()).isZero();
  }

  private RunDirectory run() throws IOException {
    return new RunDirectory(runs.resolve("latest").toRealPath());
  }

  private long recorded(String type) throws IOException {
    Path events = runs.resolve("latest/events.jsonl");
    return Files.exists(events)
        ? run().events().stream().filter(event -> event.type().equals(type)).count()
        : 0;
  }

  /** By their working directory, as a guard or a person would look for them. */
  private static List<Path> serversBelow(Path directory) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> below(directory, process.resolve("cwd")))
          .toList();
    }
  }

  private static boolean below(Path directory, Path link) {
    try {
      return Files.readSymbolicLink(link).startsWith(directory);
    } catch (IOException gone) {
      return false;
    }
  }
}
