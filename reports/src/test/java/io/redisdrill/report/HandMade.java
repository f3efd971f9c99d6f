package io.redisdrill.report;

import io.redisdrill.DrillResult;
import io.redisdrill.Objectives;
import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.judge.Judge;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.judge.RunManifest;
import io.redisdrill.load.HistoryWriter;
import io.redisdrill.load.HistoryWriter.Appender;
import io.redisdrill.load.Survivors;
import io.redisdrill.load.Workload;
import io.redisdrill.recovery.Phase;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes run directories without a Redis: a fault after one second, a recovery after 100 ms. */
public final class HandMade {
  /** When the fault began. */
  public static final long FAULT = 1_000_000_000;

  private final RunDirectory run;

  private HandMade(RunDirectory run) {
    this.run = run;
  }

  /** Makes a directory with a manifest. */
  public static HandMade in(Path runs, String environment) {
    Instant started = Instant.parse("2026-11-24T22:15:00Z");
    RunDirectory run = RunDirectory.create(runs, "aof-container-kill", started);
    run.writeJson(
        "run.json",
        new RunManifest(
            RunDirectory.SCHEMA,
            "aof-container-kill",
            "embedded",
            "aof",
            "built in",
            Workload.registers(),
            "container-kill",
            Map.of(),
            Objectives.NONE,
            true,
            Optional.empty(),
            started,
            Map.of("os", environment)));
    return new HandMade(run);
  }

  /** Adds the fault, the recovery, and more events. */
  public HandMade events(Consumer<EventLog> more) {
    return recorded(
        events -> {
          events.record(
              FAULT,
              RunEvents.INJECTION,
              new Injection(
                  "container-kill",
                  Severity.SIGKILL,
                  FAULT,
                  FAULT + 2_000_000,
                  true,
                  Map.of("process", "4711")));
          recovered(events);
          more.accept(events);
        });
  }

  /** Adds a loss of power in place of the fault, with the figures of its proof. */
  public HandMade powerCut(Map<String, Object> proof) {
    return recorded(
        events -> {
          events.record(
              FAULT,
              RunEvents.INJECTION,
              new Injection(
                  "power-cut", Severity.POWER_CUT, FAULT, FAULT + 2_000_000, true, proof));
          recovered(events);
          events.record(RunEvents.DONE, Map.of());
        });
  }

  private static void recovered(EventLog events) {
    events.record(
        FAULT + 100_000_000,
        RunEvents.RECOVERY,
        new Recovery(true, List.of(new Phase("first acknowledged write", 95, 100)), 20, "a write"));
  }

  /** Adds events, and no fault but theirs. */
  public HandMade recorded(Consumer<EventLog> all) {
    try (EventLog events = run.record(RunClock.start())) {
      all.accept(events);
    }
    return this;
  }

  /** Adds a history of one writer. */
  public HandMade history(Consumer<Appender> writes) {
    try (HistoryWriter history =
        HistoryWriter.create(run.file("history.bin"), 1, RunClock.start())) {
      Appender appender = history.appender(0);
      writes.accept(appender);
      appender.flush();
    }
    return this;
  }

  /** Adds a read-back that found nothing of the writer's keys. */
  public HandMade nothingSurvived(int keys) {
    try {
      new Survivors(new int[] {keys}).save(run.file("survivors-1.bin"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Adds the result that the judge comes to. */
  public HandMade judged() {
    return result(Judge.judge(run));
  }

  /** Adds a result. */
  public HandMade result(DrillResult result) {
    run.writeJson("result.json", result);
    return this;
  }

  /** Returns the directory. */
  public RunDirectory run() {
    return run;
  }
}
