package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.run.Json;
import io.redisdrill.sweep.KnownAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepCommandTest {
  @TempDir private Path directory;

  @Test
  void printsTheKnownAnswerOnALine() throws IOException {
    Cli cli = Cli.drill("sweep", "--known-answer", "--json");

    assertThat(cli.code()).as(cli.err()).isZero();
    JsonNode line = Json.MAPPER.readTree(cli.out());
    assertThat(line.path("images").asInt()).isEqualTo(318);
    assertThat(line.at("/outcomes/poisoned").asInt()).isEqualTo(165);
    assertThat(line.at("/firstStarts/exactPrefix").asInt()).isEqualTo(318);
  }

  @Test
  void sweepsADirectoryInShardsAndPutsThemTogether() throws IOException {
    try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
      Path source = KnownAnswer.record(engine);
      for (String shard : new String[] {"1/2", "2/2"}) {
        Path out = directory.resolve(shard.substring(0, 1));
        Cli cli =
            Cli.drill("sweep", source, "--stride", "20", "--shard", shard, "--out", out, "--json");
        assertThat(cli.code()).as(cli.err()).isEqualTo(ExitCode.FAIL);
      }
      Path out = directory.resolve("whole");
      Cli merged = Cli.drill("merge", directory.resolve("1"), directory.resolve("2"), "--out", out);

      assertThat(merged.code()).as(merged.err()).isEqualTo(ExitCode.FAIL);
      assertThat(merged.out()).contains("16 of 16 images", "poisoned", "report.html");
      assertThat(out.resolve("report.html")).exists();
      Cli half = Cli.drill("merge", directory.resolve("1"), "--out", directory.resolve("half"));
      assertThat(half.code()).isEqualTo(ExitCode.USAGE);
      assertThat(half.err()).contains("none of 2/2");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', none of them",
    "--known-answer --record, more than one",
    "DIR --stride 0, --stride",
    "DIR --random 0, --random",
    "DIR --stride 2 --random 3, Leave one of them out",
    "DIR --shard 5/4, --shard",
    "DIR --shard x, --shard",
    "DIR --set port=1, --set port",
    "DIR --kind crash --file x, --file x",
    "DIR --redis /bin/true --image x, Leave one of them out",
    "DIR, no persistence files"
  })
  void refusesWhatMakesNoSense(String words, String why) throws IOException {
    String given = words.replace("DIR", directory.toString());
    Cli cli = Cli.drill((Object[]) ("sweep " + given).strip().split(" "));

    assertThat(cli.code()).isEqualTo(ExitCode.USAGE);
    assertThat(cli.err()).contains(why);
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }
}
