package io.redisdrill.scenario.table;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.fault.Repetition;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The track record and the power cuts, on one engine after the other.
 *
 * @param catalogue of the drills
 * @param repetitions of each cell
 */
public record EngineMatrix(Catalogue catalogue, int repetitions) {
  /** Longer than everysec may be late: else a loss beyond its promise could not show. */
  private static final Duration LOAD = Duration.ofMillis(2_200);

  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(15);
  private static final List<String> POWER_CUTS =
      List.of("aof-always-power-cut", "aof-everysec-power-cut", "aof-no-power-cut");

  /** Returns the drills that a platform can run, in the order of the rows. */
  public List<NamedDrill> drills(Platform on) {
    return Stream.concat(
            POWER_CUTS.stream().map(catalogue::drill), catalogue.trackRecord().drills().stream())
        .filter(drill -> drill.runsOn(on))
        .toList();
  }

  /**
   * Fills a column, as far as it gets before its thread is interrupted.
   *
   * @param engine its name
   * @param told of each cell as it is known
   */
  public List<EngineCell> fill(
      String engine, Platform on, DrillRunner runner, Consumer<EngineCell> told) {
    List<EngineCell> cells = new ArrayList<>();
    for (NamedDrill drill : drills(on)) {
      List<DrillResult> results = new ArrayList<>();
      for (int i = 0; i < repetitions; i++) {
        results.add(runner.run(drill(drill, on, i)));
        if (Thread.currentThread().isInterrupted()) {
          return cells;
        }
      }
      EngineCell cell =
          EngineCell.of(drill.name(), engine, results, catalogue.trackRecord().of(drill.name()));
      told.accept(cell);
      cells.add(cell);
    }
    return cells;
  }

  private Drill drill(NamedDrill drill, Platform on, int index) {
    Workload load = drill.workload().writers(16).lasting(LOAD);
    return drill
        .on(on)
        .workload(load)
        .fault(drill.fault().in(new Repetition(index, repetitions, load.seed())))
        .recoveryLimit(RECOVERY_LIMIT)
        .build();
  }

  /** Returns the matrix for a page in Markdown. */
  public static String markdown(List<String> engines, List<EngineCell> cells) {
    StringBuilder text = new StringBuilder("| drill |");
    engines.forEach(engine -> text.append(' ').append(engine).append(" |"));
    text.append("\n| --- |").append(" --- |".repeat(engines.size())).append('\n');
    for (String drill : cells.stream().map(EngineCell::drill).distinct().toList()) {
      text.append("| `").append(drill).append("` |");
      for (String engine : engines) {
        text.append(' ').append(words(cells, drill, engine)).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String words(List<EngineCell> cells, String drill, String engine) {
    return cells.stream()
        .filter(cell -> cell.drill().equals(drill) && cell.engine().equals(engine))
        .map(EngineCell::words)
        .findFirst()
        .orElse("not run")
        .replace("|", "/");
  }
}
