package io.redisdrill.junit;

import io.redisdrill.DrillResult;
import io.redisdrill.Objectives;
import io.redisdrill.Verdict;
import io.redisdrill.judge.Judge;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.judge.RunEvents.TestOutcome;
import io.redisdrill.judge.RunManifest;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The record of one test of the user's own, from its first use of Redis to its end. */
final class TestRun {
  private final LiveRedis live;
  private final RunDirectory run;
  private final EventLog events;
  private final RedisUnderTest redis;
  private final long began;

  TestRun(LiveRedis live, Suite suite, String name, String title, Config config) {
    this.live = live;
    Instant now = Instant.now();
    this.began = live.clock().now();
    this.run = RunDirectory.create(suite.runs(), name, now);
    run.writeJson("run.json", manifest(live, name, now));
    this.events = run.record(live.clock());
    events.record(RunEvents.CONFIG, live.config());
    events.record("settings", Map.of("origins", config.origins()));
    this.redis = live.underTest(events, title);
  }

  private static RunManifest manifest(LiveRedis live, String name, Instant now) {
    return new RunManifest(
        RunDirectory.SCHEMA,
        name,
        live.platform(),
        live.stack().name(),
        live.stack().source(),
        Workload.registers().lasting(Duration.ZERO),
        "the test's own",
        Map.of(),
        Objectives.NONE,
        false,
        Optional.empty(),
        now,
        Map.of());
  }

  RedisUnderTest redis() {
    return redis;
  }

  /** Closes the record with the test's outcome; what a test that passed leaves is small. */
  DrillResult finish(Optional<Throwable> failure) {
    try (events) {
      Optional<Throwable> broken = failure.or(this::finishRecovery);
      for (Line line : live.redis().log().lines()) {
        if (line.at() >= began) {
          events.record(line.at(), RunEvents.LOG, line);
        }
      }
      String message = broken.map(Throwable::toString).orElse("");
      events.record(RunEvents.TEST, new TestOutcome(broken.isEmpty(), message));
      events.record(RunEvents.DONE, Map.of());
    }
    DrillResult result = Judge.judge(run);
    run.writeJson("result.json", result);
    if (result.verdict() != Verdict.PASS) {
      live.redis().files().copyTo(run.evidence());
    }
    return result;
  }

  private Optional<Throwable> finishRecovery() {
    try {
      redis.finish();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }
}
