package io.redisdrill.scenario.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.report.forecast.Forecast;
import io.redisdrill.report.forecast.ForecastText;
import io.redisdrill.report.forecast.Measured;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forecast from three sizes, held against a fourth that is measured. */
class SizeSeriesTest {
  /** On a disk that others keep busy, everysec may lose a few writes to a kill: this does not. */
  private static final NamedDrill DRILL = Catalogue.builtIn().drill("aof-no-container-kill");

  private static final long MEBIBYTE = 1 << 20;

  /** Large values: they are filled in quickly, and what is left to do is to load them. */
  private static final int VALUE = 4_096;

  private static final List<Long> SIZES = List.of(32 * MEBIBYTE, 72 * MEBIBYTE, 112 * MEBIBYTE);
  private static final long FOURTH = 152 * MEBIBYTE;
  private static final double CONFIDENCE = 0.99;
  private static final int MOST_ROUNDS = 2;

  private static EmbeddedPlatform platform;

  @TempDir Path runs;

  @BeforeAll
  static void open() {
    platform = EmbeddedPlatform.open();
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  /**
   * The median of three is surer than one drill, of which one in a hundred may lie outside. On a
   * machine that is busy with something else the drills scatter, and the forecast says that it is
   * none: then they are run once more.
   */
  @Test
  void whatIsForecastFromThreeSizesIsMeasuredAtAFourth() {
    SizeSeries series = new SizeSeries(DRILL, SIZES, 3, VALUE);
    List<Measured> measured = new ArrayList<>();
    try (DrillRunner runner = new DrillRunner(runs)) {
      run(
          runner,
          series.drill(platform, SIZES.get(0), 0)); // the first pays for what is loaded once
      Forecast forecast = forecast(measured);
      for (int i = 0; i < MOST_ROUNDS && forecast.verdict() != Verdict.PASS; i++) {
        List<Drill> drills = series.drills(platform);
        List<DrillResult> results = drills.stream().map(drill -> run(runner, drill)).toList();
        measured.addAll(SizeSeries.measured(drills, results));
        forecast = forecast(measured);
      }
      if (forecast.verdict() != Verdict.PASS) {
        abort("this machine is too busy to forecast on: " + forecast.reason().orElseThrow());
      }
      double fourth =
          IntStream.range(0, 3)
              .mapToDouble(i -> recovery(run(runner, series.drill(platform, FOURTH, i))))
              .sorted()
              .toArray()[1];
      Forecast.Prediction found = forecast.prediction().orElseThrow();
      assertThat(fourth)
          .as(String.join("\n", ForecastText.lines(forecast)))
          .isBetween(found.lowMillis(), found.highMillis());
      assertThat(found.millis()).isGreaterThan(forecast.line().orElseThrow().startMillis());
    }
  }

  private static Forecast forecast(List<Measured> measured) {
    return Forecast.of(
        new Forecast.Question(
            DRILL.name(), platform.name(), platform.version(), VALUE, FOURTH, CONFIDENCE),
        measured,
        Instant.EPOCH);
  }

  private static DrillResult run(DrillRunner runner, Drill drill) {
    DrillResult result = runner.run(drill);
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    return result;
  }

  private static double recovery(DrillResult result) {
    return result.recoveryTime().orElseThrow().totalMillis();
  }

  @Test
  void runsTheSizesInTurnsWithALoadOfTheSameSizeAtEach() {
    List<Drill> drills = new SizeSeries(DRILL, SIZES, 2, VALUE).drills(platform);
    assertThat(drills)
        .extracting(drill -> drill.workload().base())
        .containsExactly(
            SIZES.get(0), SIZES.get(1), SIZES.get(2), SIZES.get(0), SIZES.get(1), SIZES.get(2));
    assertThat(drills)
        .extracting(drill -> drill.workload().base(0))
        .containsOnly(drills.get(0).workload().base(0));
    assertThat(drills).extracting(Drill::secondRestart).containsOnly(false);
  }

  @Test
  void refusesWhatNoLineCanBeDrawnThrough() {
    assertThatThrownBy(() -> new SizeSeries(DRILL, List.of(1024L, 1024L, 2048L), 3, VALUE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("at least 3");
    assertThatThrownBy(() -> new SizeSeries(DRILL, SIZES, 0, VALUE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--repeat");
    assertThatThrownBy(() -> new SizeSeries(DRILL, SIZES, 3, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("value size");
  }
}
