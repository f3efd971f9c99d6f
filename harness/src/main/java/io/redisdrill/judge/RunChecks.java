package io.redisdrill.judge;

import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks without which the figures of a run mean nothing. */
final class RunChecks {
  private final RunEvents events;
  private final List<Check> checks = new ArrayList<>();

  private RunChecks(RunEvents events) {
    this.events = events;
  }

  static List<Check> of(RunEvents events, Optional<Tally> tally) {
    RunChecks checks = new RunChecks(events);
    checks.calibrated();
    checks.cameToItsEnd();
    checks.checks.addAll(EvidenceChecks.of(events, tally));
    events.injections().forEach(checks::faultTookEffect);
    events.injections().forEach(checks::logWasRead);
    events.recoveries().forEach(checks::cameBack);
    tally.ifPresent(checks::evictions);
    if (events.restored().isPresent() || !damaged(events)) {
      tally.ifPresent(checks::oneMoment);
    }
    return checks.checks;
  }

  private void calibrated() {
    events
        .last(RunEvents.CALIBRATION)
        .map(event -> event.as(RunEvents.Calibration.class))
        .ifPresent(
            controls ->
                checks.add(
                    controls.failed().isEmpty() && !controls.passed().isEmpty()
                        ? Check.pass(
                            "instrument calibrated",
                            controls.passed().size() + " controls showed what they had to")
                        : Check.unknown(
                            "instrument calibrated",
                            controls.failed().isEmpty()
                                ? "no control was run"
                                : "these controls did not show what they had to: "
                                    + String.join(", ", controls.failed()))));
  }

  private void cameToItsEnd() {
    Optional<String> problem =
        events.last(RunEvents.PROBLEM).map(event -> event.data().path("message").asText());
    if (problem.isPresent()) {
      checks.add(Check.unknown("drill came to its end", problem.get()));
    } else if (events.last(RunEvents.DONE).isEmpty()) {
      checks.add(
          Check.unknown(
              "drill came to its end", "the run ended before its read-back: nothing is shown"));
    }
  }

  private void faultTookEffect(Injection injection) {
    checks.add(
        injection.tookEffect()
            ? Check.pass("fault took effect", injection.fault() + ": " + injection.proof())
            : Check.unknown(
                "fault took effect", "nothing proves that it did: " + injection.proof()));
  }

  /** A loss that cannot be looked up in the log has no cause that was seen. */
  private void logWasRead(Injection injection) {
    Object why = injection.proof().get("logUnread");
    if (why != null) {
      checks.add(Check.unknown("the log could be read", String.valueOf(why)));
    }
  }

  private void cameBack(Recovery recovery) {
    checks.add(
        recovery.complete()
            ? Check.pass("service came back", "a write was acknowledged after the fault")
            : Check.fail(
                "service came back",
                "no write was acknowledged before the deadline; last seen: "
                    + recovery.lastSeen()));
  }

  /** Damage in the middle of a file may take away what is older than the rest, as a plant does. */
  private static boolean damaged(RunEvents events) {
    return events.last(RunEvents.PLANTED).isPresent()
        || events.injections().stream().anyMatch(fault -> fault.severity() == Severity.FILES);
  }

  private void oneMoment(Tally tally) {
    checks.add(
        tally.outrun()
            ? Check.fail(
                "one consistent prefix",
                "a write survived that was sent after a lost one was acknowledged")
            : Check.pass(
                "one consistent prefix",
                "no write survived that was sent after a lost one was acknowledged"));
  }

  private void evictions(Tally tally) {
    if (tally.evicted() > 0) {
      checks.add(
          Check.unknown(
              "nothing evicted",
              ("%,d registers are absent and Redis evicted keys (maxmemory-policy %s): "
                      + "they may be lost or not")
                  .formatted(
                      tally.evicted(), events.config().getOrDefault("maxmemory-policy", "?"))));
    }
  }
}
