package io.redisdrill.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.fault.Injection;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.run.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether all is there that a verdict rests on: what is missing must never make it milder. */
final class EvidenceChecks {
  private final RunEvents events;
  private final List<Check> checks = new ArrayList<>();

  private EvidenceChecks(RunEvents events) {
    this.events = events;
  }

  static List<Check> of(RunEvents events, Optional<Tally> tally) {
    EvidenceChecks evidence = new EvidenceChecks(events);
    if (events.last(RunEvents.DONE).isPresent()) {
      evidence.settings();
      evidence.faults();
      evidence.troubles();
      evidence.processStayed();
      tally.ifPresent(evidence::historyComplete);
    }
    return evidence.checks;
  }

  private void settings() {
    Set<Persistence> seen =
        events
            .all(RunEvents.CONFIG)
            .map(RunEvents::strings)
            .map(Persistence::of)
            .collect(Collectors.toSet());
    if (seen.isEmpty()) {
      unknown("settings recorded", "no answer to CONFIG GET: what is promised is not known");
    } else if (seen.size() > 1) {
      unknown("settings recorded", "they were changed during the run: " + seen);
    }
    if (events.config().getOrDefault("loglevel", "notice").equals("warning")) {
      unknown("settings recorded", "with loglevel warning the log does not tell when it was saved");
    }
  }

  private void faults() {
    int injected = events.injections().size();
    if (injected == 0) {
      unknown("fault took effect", "no fault was injected: nothing of durability is shown");
    } else if (events.recoveries().size() < injected) {
      unknown("service came back", "a recovery is missing from the record");
    }
    events
        .last(RunEvents.SECOND_RESTART)
        .map(event -> event.as(Injection.class))
        .filter(
            restart ->
                !restart.tookEffect() || Boolean.TRUE.equals(restart.proof().get("graceOver")))
        .ifPresent(
            restart -> unknown("second restart was clean", "it was not: " + restart.proof()));
  }

  /** Without its trouble a backup in trouble is like any other, and passes. */
  private void troubles() {
    events.troubles().stream()
        .filter(trouble -> !trouble.happened())
        .forEach(
            trouble ->
                unknown("trouble took effect", trouble.name() + " did not: " + trouble.proof()));
  }

  /** A process that ends by itself is a fault that nobody injected. */
  private void processStayed() {
    List<Injection> injections = events.injections();
    List<Recovery> recoveries = events.recoveries();
    long until = readBackBegan();
    for (Line line : events.log()) {
      if (line.source() != Source.GONE || line.at() >= until) {
        continue;
      }
      boolean expected = inTrouble(line.at());
      for (int i = 0; i < injections.size(); i++) {
        expected |=
            within(
                line.at(),
                injections.get(i),
                i < recoveries.size() ? recoveries.get(i).totalMillis() : Optional.empty());
      }
      if (!expected) {
        unknown("no fault but the drill's own", "Redis ended by itself: " + line.text());
      }
    }
  }

  private boolean inTrouble(long at) {
    return events.troubles().stream()
        .anyMatch(trouble -> trouble.kills() && at >= trouble.began() && at <= trouble.ended());
  }

  /** Until the first acknowledged write a process may end again: it is still coming back. */
  private static boolean within(long at, Injection fault, Optional<Double> recoveredAfter) {
    long recovered =
        recoveredAfter
            .map(millis -> fault.began() + Math.round(millis * 1e6))
            .orElse(Long.MAX_VALUE);
    return at >= fault.began() && at <= Math.max(fault.ended(), recovered);
  }

  private long readBackBegan() {
    return events
        .all(RunEvents.STEP)
        .filter(step -> step.data().path("name").asText().equals("read back"))
        .mapToLong(Event::at)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private void historyComplete(Tally tally) {
    Optional<JsonNode> load = events.last(RunEvents.LOAD).map(Event::data);
    long told =
        load.map(
                counts ->
                    counts.path("acknowledged").asLong()
                        + counts.path("failed").asLong()
                        + counts.path("unknown").asLong())
            .orElse(-1L);
    if (told != tally.attempted()) {
      unknown(
          "history complete",
          "%,d writes are recorded, %,d were sent".formatted(tally.attempted(), told));
    }
  }

  private void unknown(String name, String message) {
    checks.add(Check.unknown(name, message));
  }
}
