package io.redisdrill.scenario.cli;

import io.redisdrill.DrillRunner;
import io.redisdrill.UsageException;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.report.Reports;
import io.redisdrill.report.html.MatrixPage;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.table.EngineCell;
import io.redisdrill.scenario.table.EngineMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drill matrix}. */
@Command(
    name = "matrix",
    description = {
      "Fill the matrix of defects and engines: the track record and the power cuts on each server.",
      "Without any, on the bundled one."
    },
    sortOptions = false)
final class MatrixCommand implements Callable<Integer> {
  private final Screen screen;
  private final Catalogue catalogue;

  @Option(
      names = "--image",
      paramLabel = "NAME",
      description = "A container image on this machine with a server; may be repeated.")
  private List<String> images = new ArrayList<>();

  @Option(names = "--redis", paramLabel = "PATH", description = "A redis-server; may be repeated.")
  private List<Path> servers = new ArrayList<>();

  @Option(names = "--repeat", paramLabel = "N", description = "Drills a cell (3).")
  private int repeat = 3;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Where runs and the matrix are written (drill-runs).")
  private Path runs = Path.of("drill-runs");

  @Option(names = "--json", description = "Print each cell as JSON on a line.")
  private boolean json;

  MatrixCommand(Screen screen, Catalogue catalogue) {
    this.screen = screen;
    this.catalogue = catalogue;
  }

  private record Engine(String name, Supplier<EmbeddedPlatform> open) {}

  @Override
  public Integer call() throws IOException {
    if (repeat < 1) {
      throw new UsageException(
          "Cannot fill the matrix", "at least 1 drill a cell", "" + repeat, "Correct --repeat.");
    }
    EngineMatrix matrix = new EngineMatrix(catalogue, repeat);
    List<EngineCell> cells = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (Interruption interruption = Interruption.ofThisThread()) {
      for (Engine engine : engines()) {
        try (EmbeddedPlatform here = engine.open().get()) {
          String name = "%s (%s)".formatted(engine.name(), here.version());
          names.add(name);
          if (!fill(matrix, name, here, cells)) {
            return ExitCode.UNKNOWN;
          }
        }
      }
    }
    Files.writeString(runs.resolve("matrix.md"), EngineMatrix.markdown(names, cells));
    Path page = Reports.matrix(runs, names, cells.stream().map(EngineCell::shown).toList());
    Reports.index(runs);
    if (!json) {
      screen.out().println(ResultWords.fromHere(page));
    }
    boolean shown = cells.stream().noneMatch(cell -> cell.kind() == MatrixPage.Kind.UNKNOWN);
    return shown ? ExitCode.PASS : ExitCode.UNKNOWN;
  }

  private boolean fill(
      EngineMatrix matrix, String name, EmbeddedPlatform here, List<EngineCell> cells) {
    Drills drills = new Drills(screen, json, runs);
    Optional<Calibration> calibration =
        drills.calibrate(here, catalogue.controlsFor(matrix.drills(here)));
    if (calibration.isEmpty()) {
      return false;
    }
    try (DrillRunner runner = new DrillRunner(runs, event -> {}, calibration)) {
      cells.addAll(matrix.fill(name, here, runner, this::tell));
    }
    return !Thread.interrupted();
  }

  private List<Engine> engines() {
    List<Engine> engines = new ArrayList<>();
    images.forEach(image -> engines.add(new Engine(image, () -> EmbeddedPlatform.ofImage(image))));
    servers.forEach(
        server ->
            engines.add(
                new Engine(server.toString(), () -> EmbeddedPlatform.open(Optional.of(server)))));
    if (engines.isEmpty()) {
      String name = LocalEngine.chosen().map(Path::toString).orElse("bundled");
      engines.add(new Engine(name, EmbeddedPlatform::open));
    }
    return engines;
  }

  private void tell(EngineCell cell) {
    Outcome outcome = new Outcome(screen, json);
    cell.runs().forEach(run -> outcome.report(new RunDirectory(runs.resolve(run.directory()))));
    screen
        .out()
        .println(
            json
                ? Json.line(cell)
                : "  %-52s %-28s %s".formatted(cell.drill(), cell.engine(), cell.words()));
    screen.out().flush();
  }
}
