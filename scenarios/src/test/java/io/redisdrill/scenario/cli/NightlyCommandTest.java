package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyCommandTest {
  private static final Path AOF =
      Path.of("src/main/resources/io/redisdrill/scenario/stacks/aof").toAbsolutePath();

  @TempDir Path directory;

  /** The built-in stack under another policy, as somebody might have edited it. */
  private void stack(String policy) throws IOException {
    Path shop = Files.createDirectories(directory.resolve("shop"));
    try (Stream<Path> files = Files.list(AOF)) {
      for (Path file : files.toList()) {
        String text =
            Files.readString(file).replaceAll("appendfsync \\w+", "appendfsync " + policy);
        Files.writeString(shop.resolve(file.getFileName()), text);
      }
    }
  }

  private Cli night(int number) throws IOException {
    Path plan =
        Files.writeString(
            directory.resolve("plan.yaml"),
            """
            stacks: [%s]
            faults: [power-cut]
            repeat: 5
            load: 2200ms
            budget: 3m
            """
                .formatted(directory.resolve("shop")));
    return Cli.drill(
        "nightly",
        plan,
        "--out",
        directory.resolve("night" + number),
        "--history",
        directory.resolve("history"));
  }

  @Test
  void aWeakerFsyncPolicyIsFlaggedOnTheFirstNight() throws Exception {
    stack("always");
    for (int i = 0; i < 2; i++) {
      Cli before = night(i);
      assertThat(before.code()).as(before.out() + before.err()).isZero();
    }
    stack("everysec");

    Cli cli = night(2);

    assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(1);
    assertThat(cli.out()).contains("5 passed, 0 failed", "got worse", "FAIL");
    JsonNode trend =
        Json.MAPPER
            .readTree(Files.readString(directory.resolve("night2/nightly.json")))
            .path("trend");
    assertThat(trend.path("movements").get(0).path("kind").asText()).isEqualTo("WORSE");
    assertThat(trend.path("changed").toString())
        .contains("- appendfsync always", "+ appendfsync everysec");
    assertThat(directory.resolve("night2/nightly.html"))
        .content()
        .contains("appendfsync everysec", "worse");
    assertThat(directory.resolve("night2/junit.xml")).content().contains("REGRESSION");
    assertThat(directory.resolve("night2/nightly.prom"))
        .content()
        .contains("redis_drill_worse 1\n");
    assertThat(directory.resolve("history").toFile().list()).hasSize(3);
    assertThat(night(2).code()).as("the same again runs nothing").isEqualTo(1);
  }

  @Test
  void theShardsOfANightAreMerged() throws Exception {
    Path plan =
        Files.writeString(
            directory.resolve("plan.yaml"),
            "drills: [aof-always-container-kill, hybrid-pod-delete]\nrepeat: 1\nload: 500ms\n");
    for (int shard = 1; shard <= 2; shard++) {
      Path part = directory.resolve("part" + shard);
      Cli night = Cli.drill("nightly", plan, "--shard", shard + "/2", "--out", part);
      assertThat(night.code()).as(night.out() + night.err()).isZero();
    }

    Path whole = directory.resolve("whole");
    Cli merged =
        Cli.drill("merge", directory.resolve("part1"), directory.resolve("part2"), "--out", whole);

    assertThat(merged.code()).as(merged.out() + merged.err()).isZero();
    JsonNode night = Json.MAPPER.readTree(Files.readString(whole.resolve("nightly.json")));
    assertThat(night.path("cells")).hasSize(2);
    assertThat(night.path("verdict").asText()).isEqualTo("PASS");
    assertThat(whole.resolve("nightly.html")).exists();
  }

  @Test
  void theWorkflowCallsWhatThereIs() throws Exception {
    JsonNode workflow =
        new ObjectMapper(new YAMLFactory())
            .readTree(Files.readString(Path.of("../docs/nightly.github-actions.yml")));

    assertThat(workflow.path("jobs").fieldNames()).toIterable().containsExactly("drill", "judge");
    assertThat(workflow.path("permissions").path("contents").asText()).isEqualTo("read");
    List<String> commands =
        workflow.path("jobs").findValuesAsText("run").stream()
            .filter(run -> run.startsWith("./drill"))
            .toList();
    assertThat(commands).hasSize(2);
    String help = Cli.drill("nightly", "--help").out();
    for (String command : commands) {
      assertThat(command).startsWith("./drill nightly ");
      Stream.of(command.split(" "))
          .filter(word -> word.startsWith("--"))
          .forEach(option -> assertThat(help).contains(option));
    }
    for (JsonNode job : workflow.path("jobs")) {
      assertThat(job.path("steps")).allMatch(step -> step.has("uses") != step.has("run"));
    }
  }
}
