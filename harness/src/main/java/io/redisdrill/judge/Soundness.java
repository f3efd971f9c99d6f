package io.redisdrill.judge;

import io.redisdrill.DrillResult.Objective;
import io.redisdrill.Verdict;
import io.redisdrill.fault.Injection;
import java.util.List;
import java.util.Optional;

/**
 * Whether what came after the faults can be held against Redis. A power cut that failed half-way
 * may have taken what was durable: then nothing can. One that was not applied took nothing, and any
 * other fault without proof took no more than it is meant to: what is lost beyond that stays a
 * finding.
 *
 * @param doubt why not, if it cannot
 */
record Soundness(Optional<String> doubt) {
  /**
   * @param mustLose whether it is a control that must find a loss, which no fault cannot cause
   */
  static Soundness of(List<Injection> faults, boolean mustLose) {
    return new Soundness(
        faults.stream()
            .filter(Soundness::halfDone)
            .map(
                cut ->
                    "the power cut failed half-way, and may have taken what was durable: "
                        + cut.proof().getOrDefault("notSoundBecause", "it does not say why"))
            .findFirst()
            .or(
                () ->
                    Optional.of("nothing shows that the fault took effect")
                        .filter(
                            why -> mustLose && !faults.stream().allMatch(Injection::tookEffect))));
  }

  /** Returns whether it is a power cut that found itself in doubt, and left the data alone. */
  static boolean leftAlone(Injection fault) {
    return Boolean.FALSE.equals(fault.proof().get("applied"));
  }

  private static boolean halfDone(Injection fault) {
    return Boolean.TRUE.equals(fault.proof().get("applied"))
        && Boolean.FALSE.equals(fault.proof().get("sound"));
  }

  List<Check> ofChecks(List<Check> checks) {
    return checks.stream()
        .map(
            check ->
                new Check(
                    check.name(), atMost(check.verdict()), told(check.verdict(), check.message())))
        .toList();
  }

  List<Objective> ofObjectives(List<Objective> objectives) {
    return objectives.stream()
        .map(
            objective ->
                new Objective(
                    objective.name(),
                    objective.limit(),
                    objective.source(),
                    atMost(objective.verdict()),
                    told(objective.verdict(), objective.message())))
        .toList();
  }

  private Verdict atMost(Verdict verdict) {
    return doubt.isPresent() && verdict == Verdict.FAIL ? Verdict.UNKNOWN : verdict;
  }

  private String told(Verdict verdict, String message) {
    return atMost(verdict) == verdict ? message : message + "; " + doubt.orElse("");
  }
}
