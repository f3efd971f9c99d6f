package io.redisdrill.scenario.cli;

import io.redisdrill.DrillException;
import io.redisdrill.DrillRunner;
import io.redisdrill.UsageException;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Platform;
import io.redisdrill.report.Reports;
import io.redisdrill.run.Json;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.table.PromiseCell;
import io.redisdrill.scenario.table.PromiseTable;
import io.redisdrill.scenario.table.PromiseText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drill table}. */
@Command(name = "table", description = "Tables that many drills fill.")
final class TableCommand {
  private static final int MOST_REPETITIONS = 1_000;

  private final Screen screen;
  private final Catalogue catalogue;

  TableCommand(Screen screen, Catalogue catalogue) {
    this.screen = screen;
    this.catalogue = catalogue;
  }

  @Command(
      name = "promises",
      description = "What each fsync policy loses to each fault, beside what it promises.",
      sortOptions = false)
  int promises(
      @Mixin PlatformOptions platform,
      @Option(
              names = "--repeat",
              paramLabel = "N",
              defaultValue = "10",
              description = "Drills a cell (${DEFAULT-VALUE}).")
          int repeat,
      @Option(
              names = "--at-once",
              paramLabel = "N",
              defaultValue = "4",
              description = "Drills at a time (${DEFAULT-VALUE}).")
          int atOnce,
      @Option(
              names = "--runs",
              paramLabel = "DIR",
              defaultValue = "drill-runs",
              description = "Where runs and the table are written (${DEFAULT-VALUE}).")
          Path runs,
      @Option(names = "--json", description = "Print each cell as JSON on a line.") boolean json)
      throws InterruptedException, IOException {
    if (repeat < 1 || repeat > MOST_REPETITIONS || atOnce < 1) {
      throw new UsageException(
          "Cannot fill the table",
          "1 to %d drills a cell, and at least 1 at a time".formatted(MOST_REPETITIONS),
          "%d, and %d".formatted(repeat, atOnce),
          "Correct --repeat and --at-once.");
    }
    try (Interruption interruption = Interruption.ofThisThread();
        Platform here = platform.open()) {
      here.unavailable(Capability.WATCHED_DISK).ifPresent(TableCommand::cannotCut);
      Drills drills = new Drills(screen, json, runs);
      Optional<Calibration> calibration =
          drills.calibrate(here, catalogue.controlsFor(Set.of(Capability.WATCHED_DISK)));
      if (calibration.isEmpty()) {
        return ExitCode.UNKNOWN;
      }
      try (DrillRunner runner = new DrillRunner(runs, event -> {}, calibration)) {
        return tell(
            new PromiseTable(repeat, atOnce).fill(here, runner, cell -> tell(cell, json)),
            runs,
            json);
      }
    }
  }

  private static void cannotCut(String why) {
    throw new DrillException(
        "Cannot fill the table",
        "a machine on which the power can be cut",
        why,
        "See ./drill doctor.");
  }

  private void tell(PromiseCell cell, boolean json) {
    screen
        .out()
        .println(
            json
                ? Json.line(cell)
                : "  %-38s  %-9s %s"
                    .formatted(cell.fault(), cell.policy(), PromiseText.cell(cell)));
    screen.out().flush();
  }

  private int tell(List<PromiseCell> cells, Path runs, boolean json) throws IOException {
    Files.writeString(runs.resolve("promises.md"), PromiseText.markdown(cells));
    Path page = Reports.promises(runs, cells.stream().map(TableCommand::row).toList());
    Reports.index(runs);
    if (!json) {
      screen.out().println();
      screen.out().print(PromiseText.text(cells));
      screen.out().println(ResultWords.fromHere(page));
    }
    boolean shown = cells.stream().allMatch(cell -> cell.unknown() == 0);
    return shown ? ExitCode.PASS : ExitCode.UNKNOWN;
  }

  private static Reports.PromiseShown row(PromiseCell cell) {
    return new Reports.PromiseShown(
        cell.fault(),
        cell.policy(),
        cell.promise(),
        PromiseText.cell(cell),
        cell.failed() > 0,
        cell.worstLost(),
        cell.windows());
  }
}
