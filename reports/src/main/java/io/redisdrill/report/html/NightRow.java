package io.redisdrill.report.html;

import io.redisdrill.Verdict;
import io.redisdrill.report.nightly.NightCell;
import io.redisdrill.report.nightly.NightRun;
import io.redisdrill.report.nightly.Quantiles;
import io.redisdrill.report.text.Amounts;
import java.util.List;
import java.util.Locale;

/**
 * A cell of a night as a row of its table.
 *
 * @param cells with its figures
 * @param links one a run
 */
public record NightRow(List<Cell> cells, List<RunLink> links) {
  /** The headers of the cells. */
  public static final List<String> HEADERS =
      List.of(
          "Drill",
          "Platform",
          "Verdict",
          "Promised",
          "Window, median",
          "Window, worst",
          "Recovery, median",
          "Recovery, worst",
          "Passed");

  /**
   * A run.
   *
   * @param text its number
   * @param href of its page; empty if it was not run
   * @param style by its verdict
   * @param words for its title
   */
  public record RunLink(String text, String href, String style, String words) {}

  static NightRow of(NightCell cell) {
    return new NightRow(
        List.of(
            Cell.text(cell.drill()),
            Cell.text(cell.platform()),
            Cell.verdict(cell.verdict()),
            Cell.text(Amounts.limit(cell.promise())),
            median(cell.windows()),
            worst(cell.windows()),
            median(cell.recoveries()),
            worst(cell.recoveries()),
            Cell.number("%d of %d".formatted(cell.count(Verdict.PASS), cell.runs().size()))),
        cell.runs().stream().map(NightRow::link).toList());
  }

  private static Cell median(List<Double> figures) {
    return figures.isEmpty() ? Cell.none() : Cell.millis(Quantiles.median(figures));
  }

  private static Cell worst(List<Double> figures) {
    return figures.isEmpty() ? Cell.none() : Cell.millis(Quantiles.worst(figures));
  }

  private static RunLink link(NightRun run) {
    String href = run.runDirectory().isEmpty() ? "" : Link.to(run.runDirectory(), "report.html");
    String words = run.verdict() + (run.why().isEmpty() ? "" : ": " + run.why());
    return new RunLink(
        Integer.toString(run.repetition() + 1),
        href,
        run.verdict().name().toLowerCase(Locale.ROOT),
        words);
  }
}
