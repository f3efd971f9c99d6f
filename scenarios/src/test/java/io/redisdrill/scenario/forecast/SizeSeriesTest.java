package io.redisdrill.scenario.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
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
import java.util.stream.Stream;
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
  private static final List<Long> ALL_SIZES =
      Stream.concat(SIZES.stream(), Stream.of(FOURTH)).toList();
  private static final int MOST_EXPERIMENTS = 3;

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
   * The fourth size takes its turns with the others, so that a slow while of the machine hits it as
   * often as them. One drill in a hundred may lie outside the interval, and a machine that is busy
   * with something else makes it more: an interval that is wrong misses every time.
   */
  @Test
  void whatIsForecastFromThreeSizesIsMeasuredAtAFourth() {
    List<Experiment> missed = new ArrayList<>();
    try (DrillRunner runner = new DrillRunner(runs)) {
      SizeSeries series = new SizeSeries(DRILL, ALL_SIZES, 3, VALUE);
      run(runner, series.drill(platform, FOURTH, 0)); // pays for what is loaded once
      while (missed.size() < MOST_EXPERIMENTS) {
        Experiment experiment = experiment(runner, series);
        if (experiment.agrees()) {
          return;
        }
        missed.add(experiment);
      }
    }
    if (missed.stream().filter(Experiment::forecasts).count() < 2) {
      abort("this machine is too busy to forecast on: " + missed);
    }
    fail("the fourth size was missed each time:\n%s", missed);
  }

  /** What three sizes forecast for a fourth, and what it took. */
  private record Experiment(Forecast forecast, double fourthMillis) {
    boolean forecasts() {
      return forecast.verdict() == Verdict.PASS;
    }

    /** The median of three is surer than one drill. */
    boolean agrees() {
      return forecast
          .prediction()
          .filter(found -> found.lowMillis() <= fourthMillis && fourthMillis <= found.highMillis())
          .isPresent();
    }

    @Override
    public String toString() {
      return String.join("\n", ForecastText.lines(forecast)) + "\nmeasured: " + fourthMillis;
    }
  }

  private static Experiment experiment(DrillRunner runner, SizeSeries series) {
    List<Drill> drills = series.drills(platform);
    List<DrillResult> results = drills.stream().map(drill -> run(runner, drill)).toList();
    List<Measured> measured = SizeSeries.measured(drills, results);
    double[] fourth =
        IntStream.range(0, drills.size())
            .filter(i -> drills.get(i).workload().base() == FOURTH)
            .mapToDouble(i -> recovery(results.get(i)))
            .sorted()
            .toArray();
    List<Measured> three = measured.stream().filter(one -> one.bytes() != FOURTH).toList();
    return new Experiment(forecast(three), fourth[fourth.length / 2]);
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
