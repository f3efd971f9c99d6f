package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills on a real Redis, from the words of the command line to its exit code. */
class RunCommandTest {
  @TempDir Path runs;

  private Cli run(Object... words) {
    Object[] all =
        Stream.of(Stream.of("run"), Stream.of(words), Stream.of("--runs", runs, "--load", "400ms"))
            .flatMap(part -> part)
            .toArray();
    return Cli.drill(all);
  }

  @Test
  void tellsEachStepAndTheVerdictAfterTheControls() {
    Cli cli = run("aof-everysec-container-kill");

    assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).doesNotContain("\033", "\r");
    assertThat(cli.out().lines().map(line -> line.strip().split(" {2,}")[0]))
        .containsExactly(
            "controls",
            "aof-everysec-container-kill",
            "deploy",
            "load",
            "inject",
            "recover",
            "read back",
            "second restart",
            "judge",
            "PASS");
    Path page = Path.of(cli.out().lines().toList().get(9).split(" +")[1]);
    assertThat(page).exists().hasFileName("report.html");
  }

  @Test
  void certifiesABackupOfTheUsersOwn() throws IOException {
    Path script = Path.of("../harness/src/test/resources/io/redisdrill/backup/my-backup.sh");
    Cli cli =
        run("hybrid-volume-lost-restore", "--no-controls", "--json", "--backup-script", script);
    assertThat(cli.code()).as(cli.out() + cli.err()).isZero();
    Path run = Path.of(Json.MAPPER.readTree(cli.out()).path("runDirectory").asText());
    assertThat(run.resolve("backup-output.log")).content().contains("uploaded: ");
    assertThat(run.resolve("run.json")).content().contains("my-backup.sh");
  }

  @Test
  void refusesABackupOfTheUsersOwnWhereNoneIsRestored() {
    Path script = Path.of("../harness/src/test/resources/io/redisdrill/backup/my-backup.sh");
    assertThat(run("rdb-container-kill", "--backup-script", script))
        .satisfies(cli -> assertThat(cli.code()).isEqualTo(64))
        .satisfies(cli -> assertThat(cli.err()).contains("a drill that restores"));
    assertThat(run("rdb-volume-lost-restore", "--backup-script", "none.sh").err())
        .contains("found no such file");
    assertThat(run("rdb-volume-lost-restore", "--backup-script", script, "--backup-job", "x").err())
        .contains("Cannot tell which backup to trigger");
    Cli elsewhere = run("rdb-volume-lost-restore", "--no-controls", "--backup-job", "my-job");
    assertThat(elsewhere.code()).as("no Jobs on embedded").isEqualTo(2);
  }

  @Test
  void printsOneResultALineAndNothingElseAsJson() throws IOException {
    Cli cli = run("rdb-container-kill", "--json", "--repeat", 2, "--rpo", "0s", "--no-controls");

    assertThat(cli.code()).as(cli.err()).isEqualTo(1);
    List<String> lines = cli.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode result = Json.MAPPER.readTree(lines.get(1));
    assertThat(result.path("schema").asText()).isEqualTo("redis-drill/result/1");
    assertThat(result.path("drill").asText()).isEqualTo("rdb-container-kill");
    assertThat(result.path("verdict").asText()).isEqualTo("FAIL");
    assertThat(result.at("/dataLoss/lost").asLong()).isPositive();
    assertThat(result.at("/objectives/0/source").asText()).isEqualTo("stated");
    Path recorded = Path.of(result.path("runDirectory").asText(), "result.json");
    assertThat(Json.MAPPER.readTree(Files.readString(recorded))).isEqualTo(result);
  }

  @Test
  void sumsUpRepetitions() {
    Cli cli = run("control-no-fault", "control-flipped-byte", "--repeat", 2, "--writers", 8);

    assertThat(cli.out()).doesNotContain("controls  ");
    assertThat(cli.out())
        .contains("2 × control-no-fault: ", "2 × control-flipped-byte: ", "lost window min 0.0 ms")
        .contains("repetitions-control-no-fault.html");
    assertThat(runs.resolve("index.html")).exists();
    assertThat(runs.resolve("repetitions-control-flipped-byte.html")).exists();
  }

  @Test
  void paintsTheStepUnderWayOnATerminal() {
    Cli cli =
        Cli.onTerminal("run", "aof-no-restart", "--no-controls", "--load", "1s", "--runs", runs);

    assertThat(cli.code()).as(cli.out()).isZero();
    assertThat(cli.out()).containsPattern("\r\033\\[K {2}load .* acknowledged, .*/s");
    assertThat(cli.out()).contains("\033[1;32mPASS\033[0m");
  }

  @Test
  void saysWhatRedisSaysOfASettingThatItRefuses() {
    Cli cli = run("aof-no-restart", "--no-controls", "--set", "foo=bar");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).contains("'foo bar'", "Bad directive", "UNKNOWN");
  }

  @Test
  void drillsAStackOfTheUsersUnderItsOwnName() throws IOException {
    Path own = Files.createDirectory(runs.resolve("My Stack_1"));
    Path built = Path.of("src/main/resources/io/redisdrill/scenario/stacks/aof");
    try (Stream<Path> files = Files.list(built)) {
      for (Path file : files.toList()) {
        Files.copy(file, own.resolve(file.getFileName()));
      }
    }

    Cli cli = run("--stack", own, "--fault", "pod-delete", "--no-controls", "--json");

    assertThat(cli.code()).as(cli.err()).isZero();
    JsonNode result = Json.MAPPER.readTree(cli.out());
    assertThat(result.path("drill").asText()).isEqualTo("my-stack-1-pod-delete");
    assertThat(result.at("/redis/stack").asText()).isEqualTo("My Stack_1");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsUnknown() throws IOException {
    Path file = Files.writeString(runs.resolve("file"), "");

    Cli cli = Cli.drill("run", "aof-no-restart", "--no-controls", "--runs", file.resolve("runs"));

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--runs");
  }
}
