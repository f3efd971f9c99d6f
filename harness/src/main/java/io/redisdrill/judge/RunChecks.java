package io.redisdrill.judge;

import io.redisdrill.fault.Injection;
import io.redisdrill.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The checks without which the figures of a run mean nothing. */
final class RunChecks {
  /** Below this many acknowledged writes nothing can be said of a loss. */
  static final long FEWEST_WRITES = 50;

  /** Right before the fault at least this part of the mean rate has to flow. */
  static final double LEAST_PART_OF_RATE = 0.2;

  private final RunEvents events;
  private final List<Check> checks = new ArrayList<>();

  private RunChecks(RunEvents events) {
    this.events = events;
  }

  static List<Check> of(RunEvents events, Optional<Tally> tally) {
    RunChecks checks = new RunChecks(events);
    checks.calibrated();
    checks.cameToItsEnd();
    Optional<Injection> injection = events.injection();
    events.injections().forEach(checks::faultTookEffect);
    events.recoveries().forEach(checks::cameBack);
    if (injection.isPresent() && tally.isPresent()) {
      checks.enoughLoad(tally.get(), injection.get());
      checks.evictions(tally.get());
    }
    if (events.restored().isPresent() && tally.isPresent()) {
      checks.oneMoment(tally.get());
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
                    controls.failed().isEmpty()
                        ? Check.pass(
                            "instrument calibrated",
                            controls.passed().size() + " controls showed what they had to")
                        : Check.unknown(
                            "instrument calibrated",
                            "these controls did not show what they had to: "
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

  private void cameBack(Recovery recovery) {
    checks.add(
        recovery.complete()
            ? Check.pass("service came back", "a write was acknowledged after the fault")
            : Check.fail(
                "service came back",
                "no write was acknowledged before the deadline; last seen: "
                    + recovery.lastSeen()));
  }

  private void enoughLoad(Tally tally, Injection injection) {
    double seconds =
        (injection.began() - tally.firstAcknowledged().orElse(injection.began())) / 1e9;
    double window = Math.min(seconds, Tally.RIGHT_BEFORE_NANOS / 1e9);
    double mean = seconds > 0 ? tally.acknowledgedBefore() / seconds : 0;
    double last = window > 0 ? tally.acknowledgedRightBefore() / window : 0;
    String found =
        String.format(
            Locale.ROOT,
            "%,d writes acknowledged before the fault, %,.0f/s on average, %,.0f/s in the last %.0f ms",
            tally.acknowledgedBefore(),
            mean,
            last,
            window * 1e3);
    boolean enough =
        tally.acknowledgedBefore() >= FEWEST_WRITES && last >= LEAST_PART_OF_RATE * mean;
    String wanted =
        String.format(
            Locale.ROOT,
            "; at least %d, and %.0f %% of the average to the last, are needed",
            FEWEST_WRITES,
            LEAST_PART_OF_RATE * 100);
    checks.add(
        enough
            ? Check.pass("enough load", found)
            : Check.unknown("enough load", found + wanted + firstError()));
  }

  private String firstError() {
    return events
        .last(RunEvents.LOAD)
        .map(event -> event.data().path("firstError").asText(""))
        .filter(error -> !error.isEmpty())
        .map(error -> "; Redis said: " + error)
        .orElse("");
  }

  private void oneMoment(Tally tally) {
    checks.add(
        tally.outrun()
            ? Check.fail(
                "one consistent prefix",
                "a write came back with the backup that was sent after a lost one was acknowledged")
            : Check.pass(
                "one consistent prefix",
                "no write came back that was sent after a lost one was acknowledged"));
  }

  private void evictions(Tally tally) {
    if (tally.evicted() > 0) {
      checks.add(
          Check.unknown(
              "nothing evicted",
              "%,d registers are absent and Redis evicted keys (maxmemory-policy %s): they may be lost or not"
                  .formatted(
                      tally.evicted(), events.config().getOrDefault("maxmemory-policy", "?"))));
    }
  }
}
