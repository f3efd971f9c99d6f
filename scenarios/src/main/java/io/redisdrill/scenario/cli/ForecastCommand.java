package io.redisdrill.scenario.cli;

import io.redisdrill.Drill;
import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.UsageException;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.platform.Platform;
import io.redisdrill.report.Reports;
import io.redisdrill.report.forecast.Forecast;
import io.redisdrill.report.forecast.ForecastText;
import io.redisdrill.run.Json;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import io.redisdrill.scenario.forecast.SizeSeries;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill forecast}. */
@Command(
    name = "forecast",
    description = {
      "Forecast the recovery time at a stated size, with its interval: run a drill at three sizes",
      "or more, and draw the line through them."
    },
    sortOptions = false)
final class ForecastCommand implements Callable<Integer> {
  private static final double ALL = 100;

  private final Screen screen;
  private final Catalogue catalogue;

  @Parameters(
      paramLabel = "DRILL",
      arity = "0..1",
      completionCandidates = DrillNames.class,
      description = "A drill, as ./drill list names it (hybrid-container-kill).")
  private String name = "hybrid-container-kill";

  @Option(
      names = "--at",
      paramLabel = "SIZE",
      required = true,
      converter = SizeConverter.class,
      description = "The size of the data at which the recovery time is wanted, such as 1GiB.")
  private long at;

  @Option(
      names = "--sizes",
      paramLabel = "SIZE",
      split = ",",
      converter = SizeConverter.class,
      description = "The sizes to drill (32MiB,64MiB,128MiB): bytes of values.")
  private List<Long> sizes = new ArrayList<>(List.of(32L << 20, 64L << 20, 128L << 20));

  @Option(names = "--repeat", paramLabel = "N", description = "Drills at each size (3).")
  private int repeat = 3;

  @Option(
      names = "--confidence",
      paramLabel = "PERCENT",
      description = "How sure it is that one more drill lies in the interval (95).")
  private double confidence = 95;

  @Option(
      names = "--value-size",
      paramLabel = "BYTES",
      description = "Size of a value (1024): smaller ones load slower by the byte.")
  private int valueSize = 1024;

  @Mixin private PlatformOptions platform = new PlatformOptions();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Where runs and the forecast are written (drill-runs).")
  private Path runs = Path.of("drill-runs");

  @Option(names = "--json", description = "Print the forecast as JSON on a line, and nothing else.")
  private boolean json;

  ForecastCommand(Screen screen, Catalogue catalogue) {
    this.screen = screen;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() {
    if (!(confidence >= 50 && confidence < ALL)) {
      throw new UsageException(
          "Cannot use this confidence",
          "50 to less than 100 per cent",
          "" + confidence,
          "Correct --confidence.");
    }
    NamedDrill drill = catalogue.drill(name);
    SizeSeries series = new SizeSeries(drill, sizes, repeat, valueSize);
    try (Interruption interruption = Interruption.ofThisThread();
        Platform here = platform.open()) {
      here.remark().ifPresent(screen.err()::println);
      return run(drill, series.drills(here), here);
    }
  }

  private int run(NamedDrill drill, List<Drill> drills, Platform here) {
    Drills runner = new Drills(json ? screen.quiet() : screen, false, runs);
    Optional<Calibration> calibration =
        runner.calibrate(here, catalogue.controlsFor(List.of(drill)));
    if (calibration.isEmpty()) {
      return interrupted();
    }
    Drills.Series series = runner.run(drills, calibration);
    if (series.interrupted()) {
      return interrupted();
    }
    return report(forecast(drill, drills, series.results(), here));
  }

  private int interrupted() {
    screen.err().println("Interrupted before all drills had run: nothing is forecast.");
    return ExitCode.UNKNOWN;
  }

  private Forecast forecast(
      NamedDrill drill, List<Drill> drills, List<DrillResult> results, Platform here) {
    Forecast.Question question =
        new Forecast.Question(
            drill.name(),
            here.name(),
            results.get(0).redis().version(),
            valueSize,
            at,
            confidence / ALL);
    return Forecast.of(question, SizeSeries.measured(drills, results), Instant.now());
  }

  private int report(Forecast forecast) {
    if (json) {
      screen.out().println(Json.line(forecast));
    } else {
      screen.out().println();
      ForecastText.lines(forecast).forEach(screen.out()::println);
    }
    try {
      Path page = Reports.forecast(runs, forecast);
      Reports.index(runs);
      if (!json) {
        screen.out().println(screen.word(forecast.verdict()) + "  " + ResultWords.fromHere(page));
      }
    } catch (DrillException e) {
      // What was measured is told all the same.
      screen.err().println("Cannot write the page of the forecast: " + e.getMessage());
    }
    return ExitCode.of(forecast.verdict());
  }
}
