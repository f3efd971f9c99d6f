package io.redisdrill.report.html;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.fault.Injection;
import io.redisdrill.judge.Check;
import io.redisdrill.report.model.CutProof;
import io.redisdrill.report.model.Episode;
import io.redisdrill.report.model.Moments;
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
 * @param proofs that each fault took effect
 * @param second what another clean restart showed, in a sentence
 */
public record VerdictsView(Table objectives, Table checks, List<Table> proofs, String second) {
  public VerdictsView {
    proofs = List.copyOf(proofs);
  }

  private static final List<String> NO = List.of("", "");

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
        proofs(report),
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

  private static List<Table> proofs(RunReport report) {
    Moments moments = report.moments();
    if (!moments.several()) {
      return List.of(proof(report));
    }
    return moments.episodes().stream()
        .map(
            each -> {
              List<List<Cell>> rows = new ArrayList<>();
              rows.add(row("fault", Cell.code(each.fault().fault())));
              effect(rows, each);
              proof(rows, each.fault().proof(), report);
              return Table.of("Fault %d, and the proof of it".formatted(each.number()), NO, rows);
            })
        .toList();
  }

  private static Table proof(RunReport report) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(row("fault", Cell.code(report.result().fault().name())));
    report.moments().last().ifPresent(fault -> effect(rows, fault));
    report
        .manifest()
        .faultSettings()
        .forEach((name, value) -> rows.add(row(name, Cell.code(show(value)))));
    proof(rows, report.result().fault().proof(), report);
    return Table.of("The fault, and the proof that it took effect", NO, rows);
  }

  private static void effect(List<List<Cell>> rows, Episode episode) {
    Injection fault = episode.fault();
    rows.add(row("severity", Cell.code(fault.severity().toString())));
    String took = Amounts.millis((fault.ended() - fault.began()) / 1e6);
    rows.add(row("took effect within", Cell.text(took)));
  }

  private static void proof(List<List<Cell>> rows, Map<String, Object> proof, RunReport report) {
    boolean cut =
        proof.equals(report.result().fault().proof()) && CutProof.of(report.result()).isPresent();
    proof.entrySet().stream()
        .filter(each -> !(cut && CutProof.IN_TABLES.contains(each.getKey())))
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> rows.add(row(each.getKey(), Cell.code(show(each.getValue())))));
  }

  private static List<Cell> row(String name, Cell value) {
    return List.of(Cell.text(name), value);
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
