package io.redisdrill.report.html;

import io.redisdrill.Verdict;
import io.redisdrill.report.model.RunSummary;
import io.redisdrill.report.text.Amounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of several runs of one drill: how much its figures vary. */
public final class RepetitionsPage {
  private RepetitionsPage() {}

  /** Returns the page; it links to the pages of the runs. */
  public static String render(List<RunSummary> runs) {
    Verdict worst =
        runs.stream()
            .map(run -> run.verdict().orElse(Verdict.UNKNOWN))
            .reduce(Verdict::and)
            .orElse(Verdict.UNKNOWN);
    List<Distribution> distributions =
        List.of(
            Distribution.of("Data-loss window", present(runs, RunSummary::windowMillis)),
            Distribution.of("Recovery time", present(runs, RunSummary::recoveryMillis)));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "assets",
        Assets.of(List.of("base.css", "run.css", "runs.css"), List.of("theme.js", "runs.js")));
    model.put("drill", runs.isEmpty() ? "no run" : runs.get(0).drill());
    model.put("verdict", worst);
    model.put("sentence", sentence(runs));
    model.put("distributions", distributions);
    model.put(
        "figures",
        Table.of(
            "How much the figures vary",
            Distribution.HEADERS,
            distributions.stream().map(Distribution::figures).toList()));
    model.put("phases", PhaseChart.of(runs));
    model.put("headers", RunRow.HEADERS);
    model.put("rows", runs.stream().map(RunRow::of).toList());
    return Templates.fill("repetitions.ftlh", model);
  }

  private interface Figure {
    Optional<Double> of(RunSummary run);
  }

  private static List<Double> present(List<RunSummary> runs, Figure figure) {
    return runs.stream().flatMap(run -> figure.of(run).stream()).toList();
  }

  private static String sentence(List<RunSummary> runs) {
    return Amounts.count(runs.size(), "run")
        + ": "
        + count(runs, Verdict.PASS)
        + " passed, "
        + count(runs, Verdict.FAIL)
        + " failed, "
        + (runs.size() - count(runs, Verdict.PASS) - count(runs, Verdict.FAIL))
        + " showed nothing; "
        + Amounts.count(runs.stream().filter(RepetitionsPage::lost).count(), "run")
        + " lost acknowledged writes.";
  }

  private static boolean lost(RunSummary run) {
    return run.lost().orElse(0L) > 0;
  }

  private static long count(List<RunSummary> runs, Verdict verdict) {
    return runs.stream().filter(run -> run.verdict().equals(Optional.of(verdict))).count();
  }
}
