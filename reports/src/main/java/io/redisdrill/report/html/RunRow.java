package io.redisdrill.report.html;

import io.redisdrill.report.model.RunSummary;
import io.redisdrill.report.text.Amounts;
import java.util.List;

/**
 * A run as a row of a table of runs.
 *
 * @param link to its page, or empty
 * @param name of its directory
 * @param cells with its figures
 */
public record RunRow(String link, String name, List<Cell> cells) {
  /** The headers of the cells. */
  public static final List<String> HEADERS =
      List.of("Started", "Drill", "Platform", "Verdict", "Lost", "Window", "Recovery");

  static RunRow of(RunSummary run) {
    return new RunRow(
        run.page() ? Link.to(run.directory(), "report.html") : "",
        run.directory(),
        List.of(
            Cell.text(Amounts.time(run.started())),
            Cell.text(run.drill()),
            Cell.text(run.platform()),
            run.verdict().map(Cell::verdict).orElseGet(() -> Cell.text("not judged")),
            run.lost().map(Cell::count).orElseGet(Cell::none),
            run.windowMillis().map(Cell::millis).orElseGet(Cell::none),
            run.recoveryMillis().map(Cell::millis).orElseGet(Cell::none)));
  }
}
