package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Verdict;
import io.redisdrill.report.forecast.Forecast;
import io.redisdrill.report.forecast.Sizes;
import io.redisdrill.run.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCommandTest {
  @TempDir Path runs;

  @Test
  void drillsEachSizeAndWritesAPageWhateverCanBeForecast() throws Exception {
    Cli cli =
        Cli.drill(
            "forecast",
            "aof-always-container-kill",
            "--at=8MiB",
            "--sizes=1MiB,2MiB,4MiB",
            "--repeat=2",
            "--json",
            "--runs",
            runs);

    assertThat(cli.out().lines()).as(cli.err()).hasSize(1);
    Forecast forecast = Json.MAPPER.readValue(cli.out(), Forecast.class);
    assertThat(cli.code()).isEqualTo(forecast.verdict() == Verdict.PASS ? 0 : 2);
    assertThat(forecast.prediction().isPresent()).isEqualTo(forecast.verdict() == Verdict.PASS);
    assertThat(forecast.question().bytes()).isEqualTo(Sizes.parse("8MiB"));
    assertThat(forecast.drills()).hasSize(6).allMatch(drill -> drill.verdict() == Verdict.PASS);
    assertThat(forecast.drills())
        .allSatisfy(
            drill ->
                assertThat(runs.resolve(drill.runDirectory()).resolve("report.html")).exists());
    String name = "forecast-aof-always-container-kill";
    assertThat(Files.readString(runs.resolve(name + ".html"))).contains("4 MiB", "8 MiB");
    assertThat(
            Json.MAPPER.readValue(Files.readString(runs.resolve(name + ".json")), Forecast.class))
        .isEqualTo(forecast);
  }
}
