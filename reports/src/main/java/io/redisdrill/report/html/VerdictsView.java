package io.redisdrill.report.html;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.judge.Check;
import io.redisdrill.report.model.CutProof;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.Amounts;
import io.redisdrill.run.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was judged.
 *
 * @param objectives what was demanded or promised
 * @param checks what has to hold for the figures to mean anything
 * @param proof that the fault took effect
 * @param second what another clean restart showed, in a sentence
 */
public record VerdictsView(Table objectives, Table checks, Table proof, String second) {
  static VerdictsView of(RunReport report) {
    DrillResult result = report.result();
    return new VerdictsView(
        Table.of(
            "Objectives: what was demanded, or the configuration promises",
            List.of("Verdict", "Objective", "Limit", "Source", "Found"),
            result.objectives().stream().map(VerdictsView::row).toList()),
        Table.of(
            "Checks: what has to hold for the figures to mean anything",
            List.of("Verdict", "Check", "Found"),
            result.checks().stream().map(VerdictsView::row).toList()),
        proof(report),
        second(result));
  }

  private static List<Cell> row(Objective objective) {
    return List.of(
        Cell.verdict(objective.verdict()),
        Cell.text(objective.name()),
        Cell.text(Amounts.limit(objective.limit())),
        Cell.text(objective.source()),
        Cell.text(objective.message()));
  }

  private static List<Cell> row(Check check) {
    return List.of(
        Cell.verdict(check.verdict()), Cell.text(check.name()), Cell.text(check.message()));
  }

  private static Table proof(RunReport report) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(List.of(Cell.text("fault"), Cell.code(report.result().fault().name())));
    report
        .events()
        .injection()
        .ifPresent(
            fault -> {
              rows.add(List.of(Cell.text("severity"), Cell.code(fault.severity().toString())));
              String took = Amounts.millis((fault.ended() - fault.began()) / 1e6);
              rows.add(List.of(Cell.text("took effect within"), Cell.text(took)));
            });
    report
        .manifest()
        .faultSettings()
        .forEach((name, value) -> rows.add(List.of(Cell.text(name), Cell.code(show(value)))));
    boolean cut = CutProof.of(report.result()).isPresent();
    report.result().fault().proof().entrySet().stream()
        .filter(each -> !(cut && CutProof.IN_TABLES.contains(each.getKey())))
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            each -> rows.add(List.of(Cell.text(each.getKey()), Cell.code(show(each.getValue())))));
    return Table.of("The fault, and the proof that it took effect", List.of("", ""), rows);
  }

  private static String show(Object value) {
    return value instanceof String text ? text : Json.line(value);
  }

  private static String second(DrillResult result) {
    return result
        .secondRestart()
        .map(
            second ->
                "Redis was cleanly stopped and started once more: "
                    + (second.lost() == 0
                        ? "nothing was lost"
                        : "that lost " + Amounts.count(second.lost(), "acknowledged write"))
                    + (second.resurrected() == 0
                        ? "."
                        : ", and brought back %s that were gone."
                            .formatted(Amounts.count(second.resurrected(), "register"))))
        .orElse("There was no second restart.");
  }
}
