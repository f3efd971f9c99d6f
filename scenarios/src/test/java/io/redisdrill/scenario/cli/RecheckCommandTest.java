package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecheckCommandTest {
  @TempDir Path runs;
  private JsonNode result;
  private Path run;

  @BeforeEach
  void record() throws IOException {
    Cli cli =
        Cli.drill(
            "run",
            "aof-no-container-kill",
            "--load",
            "400ms",
            "--writers",
            8,
            "--no-controls",
            "--json",
            "--runs",
            runs);
    result = Json.MAPPER.readTree(cli.out());
    run = Path.of(result.path("runDirectory").asText());
  }

  @Test
  void comesToTheSameResultWithoutARedis() throws IOException {
    Files.delete(run.resolve("result.json"));
    Files.delete(run.resolve("report.html"));

    Cli cli = Cli.drill("recheck", run, "--json");

    assertThat(cli.code()).isZero();
    assertThat(Json.MAPPER.readTree(cli.out())).isEqualTo(result);
    assertThat(Json.MAPPER.readTree(Files.readString(run.resolve("result.json"))))
        .isEqualTo(result);
    assertThat(run.resolve("report.html")).exists();
  }

  @Test
  void rendersAgain() throws IOException {
    Files.delete(run.resolve("report.html"));

    Cli cli = Cli.drill("report", run);

    assertThat(cli.code()).isZero();
    assertThat(cli.out().lines().map(Path::of))
        .hasSize(2)
        .allSatisfy(page -> assertThat(page).exists())
        .extracting(page -> page.getFileName().toString())
        .containsExactly("report.html", "index.html");
  }

  @Test
  void rendersThePageOverADirectoryOfRuns() throws IOException {
    Path page = run.resolveSibling("index.html");
    Files.deleteIfExists(page);

    Cli cli = Cli.drill("report", page.resolveSibling("."));

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(page).content().contains(run.getFileName() + "/report.html");
  }

  @Test
  void judgesAHistoryThatWasCutOffAsFarAsItGoes() throws IOException {
    try (RandomAccessFile history =
        new RandomAccessFile(run.resolve("history.bin").toFile(), "rw")) {
      history.setLength(history.length() * 2 / 3 + 1);
    }
    Files.delete(run.resolve("survivors-1.bin"));
    Files.delete(run.resolve("survivors-2.bin"));

    Cli cli = Cli.drill("recheck", run, "--json");

    assertThat(cli.code()).as(cli.err()).isEqualTo(2);
    JsonNode again = Json.MAPPER.readTree(cli.out());
    assertThat(again.path("verdict").asText()).isEqualTo("UNKNOWN");
    assertThat(again.at("/writes/acknowledged").asLong())
        .isPositive()
        .isLessThan(result.at("/writes/acknowledged").asLong());
  }

  @Test
  void aRunThatIsCutOffIsUnknownInWords() throws IOException {
    Files.delete(run.resolve("survivors-1.bin"));
    Path events = run.resolve("events.jsonl");
    String all = Files.readString(events);
    Files.writeString(events, all.substring(0, all.indexOf("\"injection\"") + 40));

    Cli cli = Cli.drill("recheck", run);

    assertThat(cli.code()).as(cli.err()).isEqualTo(2);
    assertThat(cli.out()).contains("nothing can be said of", "ended before its read-back");
  }
}
