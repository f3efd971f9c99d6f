package io.redisdrill.junit;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.Verdict;
import io.redisdrill.judge.Check;
import java.util.ArrayList;
import java.util.List;

/** Says what a drill showed, as a failing test needs it. */
final class Sentences {
  private Sentences() {}

  static String of(DrillResult result) {
    List<String> why = new ArrayList<>();
    for (Objective objective : result.objectives()) {
      if (objective.verdict() != Verdict.PASS) {
        why.add(objective.message());
      }
    }
    for (Check check : result.checks()) {
      if (check.verdict() != Verdict.PASS) {
        why.add("'%s' does not hold: %s".formatted(check.name(), check.message()));
      }
    }
    String verdict =
        result.verdict() == Verdict.FAIL
            ? "failed"
            : "shows nothing, neither a loss nor that there was none";
    return "The drill %s on %s %s: %s. Report: %s/report.html"
        .formatted(
            result.drill(),
            result.platform(),
            verdict,
            String.join(". ", why),
            result.runDirectory());
  }
}
