package io.redisdrill.junit;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a drill showed, as a failing test needs it. */
final class Sentences {
  private Sentences() {}

  static String of(DrillResult result) {
    String why =
        Stream.concat(
                result.objectives().stream()
                    .filter(o -> o.verdict() != Verdict.PASS)
                    .map(o -> o.name() + ": " + o.message()),
                result.checks().stream()
                    .filter(c -> c.verdict() != Verdict.PASS)
                    .map(c -> c.name() + ": " + c.message()))
            .collect(Collectors.joining("; "));
    String verdict = result.verdict() == Verdict.FAIL ? "did not hold" : "showed nothing";
    return "%s %s. %s. Report: %s/report.html"
        .formatted(result.drill(), verdict, why, result.runDirectory());
  }
}
