package io.redisdrill.report.html;

import io.redisdrill.report.Reports.PromiseShown;
import io.redisdrill.report.text.Amounts;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page of the table of promises: a strip of dots a cell, one dot a run, on one scale. */
public final class PromisesPage {
  private static final double ALL = 100;

  private PromisesPage() {}

  /**
   * A cell.
   *
   * @param words in short
   * @param promise of the configuration
   * @param broken whether it was broken
   * @param dots places on the scale, in per cent
   */
  public record Strip(String words, String promise, boolean broken, List<String> dots) {}

  /** A fault, and its cells in the order of the policies. */
  public record Row(String fault, List<Strip> cells) {}

  /** Returns the page: one file that needs no other. */
  public static String render(List<PromiseShown> cells) {
    double most = cells.stream().flatMap(cell -> cell.windows().stream()).reduce(1.0, Math::max);
    List<String> policies = cells.stream().map(PromiseShown::policy).distinct().toList();
    List<Row> rows =
        cells.stream()
            .map(PromiseShown::fault)
            .distinct()
            .map(
                fault ->
                    new Row(
                        fault,
                        policies.stream()
                            .map(policy -> strip(cells, fault, policy, most))
                            .toList()))
            .toList();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "assets", Assets.of(List.of("base.css", "run.css", "promises.css"), List.of("theme.js")));
    model.put("policies", policies);
    model.put("rows", rows);
    model.put("most", Amounts.millis(most));
    model.put("broken", cells.stream().filter(PromiseShown::broken).count());
    model.put("runs", cells.stream().mapToLong(cell -> cell.windows().size()).sum());
    return Templates.fill("promises.ftlh", model);
  }

  private static Strip strip(List<PromiseShown> cells, String fault, String policy, double most) {
    return cells.stream()
        .filter(cell -> cell.fault().equals(fault) && cell.policy().equals(policy))
        .findFirst()
        .map(cell -> strip(cell, most))
        .orElseGet(() -> new Strip("no fsync to change", "", false, List.of()));
  }

  /** As a result names its limit: an ISO-8601 duration, or words. */
  private static String promise(String limit) {
    try {
      Duration most = Duration.parse(limit);
      return most.isZero() ? "nothing is lost" : "at most " + Amounts.millis(most.toNanos() / 1e6);
    } catch (DateTimeException e) {
      return limit; // it is words
    }
  }

  private static Strip strip(PromiseShown cell, double most) {
    return new Strip(
        cell.words(),
        promise(cell.promise()),
        cell.broken(),
        cell.windows().stream()
            .map(millis -> String.format(Locale.ROOT, "%.2f%%", ALL * millis / most))
            .toList());
  }
}
