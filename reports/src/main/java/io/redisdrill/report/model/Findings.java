package io.redisdrill.report.model;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.Verdict;
import io.redisdrill.report.text.Amounts;
import io.redisdrill.report.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds in a result what a headline tells. */
record Findings(DrillResult result) {
  private static final int LONGEST_REASON = 300;
  private static final Set<String> TOLD_OTHERWISE =
      Set.of("every loss explained", "service came back");

  static boolean fails(Objective objective) {
    return objective.verdict() == Verdict.FAIL;
  }

  Optional<Objective> loss() {
    return objective("data loss window");
  }

  Optional<Objective> time() {
    return objective("recovery time");
  }

  /** Returns what a test of the user's own asserts, if this is the run of one. */
  Optional<Objective> ownTest() {
    return objective("the test's own assertions");
  }

  /** Returns what an objective says, in one line. */
  String line(Objective objective) {
    return SafeText.line(objective.message(), LONGEST_REASON);
  }

  private Optional<Objective> objective(String name) {
    return result.objectives().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Returns, for a control, what was to be found: "found: a key that is missing". */
  Optional<String> control() {
    return result.objectives().stream()
        .filter(each -> each.source().equals("control"))
        .map(each -> each.name().replaceFirst("^found: ", "found what was planted (") + ")")
        .findFirst();
  }

  /** Without a read-back the figures of the loss are zeros that mean nothing. */
  boolean lossIsKnown() {
    return loss().filter(each -> each.verdict() != Verdict.UNKNOWN).isPresent()
        || result.objectives().stream()
            .anyMatch(o -> o.source().equals("control") && o.verdict() != Verdict.UNKNOWN);
  }

  boolean neverCameBack() {
    return result.checks().stream()
        .anyMatch(c -> c.name().equals("service came back") && c.verdict() == Verdict.FAIL);
  }

  String whyUnknown() {
    Stream<String> reasons =
        Stream.of(
                result.problem().stream(),
                result.checks().stream()
                    .filter(check -> check.verdict() == Verdict.UNKNOWN)
                    .map(check -> "“" + check.name() + "” is not shown: " + check.message()),
                result.objectives().stream()
                    .filter(objective -> objective.verdict() == Verdict.UNKNOWN)
                    .map(Objective::message))
            .flatMap(each -> each);
    return SafeText.line(reasons.findFirst().orElse("no reason was recorded"), LONGEST_REASON);
  }

  /** Returns why the loss is more than may be. */
  String broken(Objective loss) {
    long unexplained = result.dataLoss().unexplained();
    boolean some = unexplained > 0 && unexplained < result.dataLoss().lost();
    return loss.source().equals("promise") && some
        ? "no known cause explains %s of them, so they should have been kept"
            .formatted(Amounts.count(unexplained))
        : LossWords.allowed(loss);
  }

  /** Returns what else is wrong, besides the loss, the time and the return of the service. */
  List<String> otherFailures() {
    List<String> failures = new ArrayList<>();
    result.checks().stream()
        .filter(check -> check.verdict() == Verdict.FAIL)
        .filter(check -> !TOLD_OTHERWISE.contains(check.name()))
        .map(check -> SafeText.line(check.message(), LONGEST_REASON))
        .forEach(failures::add);
    result
        .secondRestart()
        .filter(second -> second.lost() > 0)
        .map(second -> "another clean restart lost " + Amounts.count(second.lost()) + " more")
        .ifPresent(failures::add);
    result
        .secondRestart()
        .filter(second -> second.resurrected() > 0)
        .map(
            second ->
                "another clean restart brought back "
                    + Amounts.count(second.resurrected(), "register")
                    + " that were gone")
        .ifPresent(failures::add);
    return failures;
  }
}
