package io.redisdrill.scenario.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DOCKER_HOST at which nothing answers, in a JVM of its own: no other engine may be taken. */
class WrongEngineTest {
  @TempDir Path directory;

  private record Ended(int code, String said) {}

  private Ended drill(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dio.lettuce.core.jfr=false",
                "-cp",
                System.getProperty("java.class.path"),
                DrillCommand.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("DOCKER_HOST", "tcp://127.0.0.1:1");
    builder.environment().put("KUBECONFIG", directory.resolve("none").toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  @Test
  void isNamedAndMakesTheVerdictUnknown() throws Exception {
    long began = System.nanoTime();
    Ended run = drill("run", "aof-always-container-kill", "--platform", "k3s");

    assertThat(run.code()).as(run.said()).isEqualTo(2);
    assertThat(run.said())
        .contains("Cannot open the platform k3s: expected a Docker engine, found no Docker engine")
        .contains("tcp://127.0.0.1:1", "DOCKER_HOST");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(15);
  }

  @Test
  void leavesARunDirectoryAndALineOfJsonForEachDrill() throws Exception {
    Ended run =
        drill(
            "run",
            "aof-always-container-kill",
            "rdb-pod-delete",
            "--platform",
            "k3s",
            "--repeat",
            "3",
            "--json");

    assertThat(run.code()).as(run.said()).isEqualTo(2);
    List<String> lines = run.said().lines().filter(line -> line.startsWith("{")).toList();
    assertThat(lines).as(run.said()).hasSize(2);
    for (String line : lines) {
      JsonNode result = Json.MAPPER.readTree(line);
      assertThat(result.path("verdict").asText()).isEqualTo("UNKNOWN");
      assertThat(result.path("platform").asText()).isEqualTo("k3s");
      assertThat(result.path("problem").asText())
          .startsWith("Cannot open the platform k3s: expected a Docker engine");
      Path directory = this.directory.resolve(result.path("runDirectory").asText());
      assertThat(Json.MAPPER.readTree(directory.resolve("result.json").toFile())).isEqualTo(result);
      assertThat(directory.resolve("events.jsonl")).content().contains("tcp://127.0.0.1:1");
      assertThat(directory.resolve("report.html"))
          .content()
          .contains("Nothing can be concluded, because", "tcp://127.0.0.1:1");
    }
  }

  @Test
  void isNotTakenForACleanMachine() throws Exception {
    Ended clean = drill("clean");

    assertThat(clean.code()).as(clean.said()).isEqualTo(2);
    assertThat(clean.said()).contains("Correct DOCKER_HOST").doesNotContain("nothing to remove");
  }

  @Test
  void isWhatTheDoctorFinds() throws Exception {
    Ended doctor = drill("doctor");

    assertThat(doctor.code()).as(doctor.said()).isZero();
    assertThat(doctor.said())
        .containsPattern("no  docker +no Docker engine at tcp://127.0.0.1:1")
        .containsPattern("no  kubeconfig +.*none names no cluster");
  }
}
