package io.redisdrill.judge;

import io.redisdrill.fault.Injection;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.run.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether all is there that a verdict rests on: what is missing must never make it milder. */
final class EvidenceChecks {
  private static final String SAVED_AT = "rdb_last_save_time";

  private final RunEvents events;
  private final List<Check> checks = new ArrayList<>();

  private EvidenceChecks(RunEvents events) {
    this.events = events;
  }

  static List<Check> of(RunEvents events, Optional<Tally> tally) {
    EvidenceChecks evidence = new EvidenceChecks(events);
    if (events.last(RunEvents.DONE).isPresent()) {
      evidence.settings();
      evidence.saves();
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
    String level = events.config().getOrDefault("loglevel", "notice");
    if (level.equals("warning") || level.equals("nothing")) {
      unknown(
          "settings recorded", "with loglevel %s the log does not tell of saves".formatted(level));
    }
  }

  /** Where snapshots alone are kept, a save that nobody saw would excuse what is lost. */
  private void saves() {
    Persistence persistence = Persistence.of(events.config());
    if (persistence.appendOnly() || !persistence.savePoints() || events.restored().isPresent()) {
      return;
    }
    String file = events.config().getOrDefault("logfile", "");
    if (!file.isEmpty()) {
      unknown("saves were seen", "Redis logs to %s, where nobody reads it".formatted(file));
    } else if (events.log().stream().noneMatch(line -> line.source() == Source.REDIS)) {
      unknown("saves were seen", "not one line of the Redis log arrived");
    } else if (savedUnseen()) {
      unknown("saves were seen", "INFO tells of a completed save, the log does not");
    }
  }

  /** Each save that INFO tells of before the fault has to be in the log by its end. */
  private boolean savedUnseen() {
    long began = events.injection().map(Injection::began).orElse(0L);
    long ended = events.injection().map(Injection::ended).orElse(0L);
    Map<String, Set<String>> times =
        events
            .all(RunEvents.INFO)
            .filter(sample -> sample.at() < began && sample.data().has(SAVED_AT))
            .collect(
                Collectors.groupingBy(
                    sample -> sample.data().path("run_id").asText(),
                    Collectors.mapping(
                        sample -> sample.data().path(SAVED_AT).asText(), Collectors.toSet())));
    // The first of a process is its start; two saves within a second are told as one.
    long told = times.values().stream().mapToLong(Set::size).sum() - times.size();
    return told > Saves.completed(events.log(), ended);
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

  /** Each outcome by itself: one that turned into another would leave their sum as it was. */
  private void historyComplete(Tally tally) {
    String told =
        events
            .last(RunEvents.LOAD)
            .map(Event::data)
            .map(
                counts ->
                    words(
                        counts.path("acknowledged").asLong(),
                        counts.path("failed").asLong(),
                        counts.path("unknown").asLong()))
            .orElse("nothing");
    String recorded = words(tally.acknowledged(), tally.failed(), tally.unknown());
    if (!told.equals(recorded)) {
      unknown("history complete", "%s were recorded, and there were %s".formatted(recorded, told));
    }
  }

  private static String words(long acknowledged, long failed, long unknown) {
    return "%,d acknowledged writes, %,d refused, %,d without an answer"
        .formatted(acknowledged, failed, unknown);
  }

  private void unknown(String name, String message) {
    checks.add(Check.unknown(name, message));
  }
}
