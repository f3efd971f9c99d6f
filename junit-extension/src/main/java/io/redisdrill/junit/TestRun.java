package io.redisdrill.junit;

import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.Objectives;
import io.redisdrill.Verdict;
import io.redisdrill.judge.Judge;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.judge.RunEvents.TestOutcome;
import io.redisdrill.judge.RunManifest;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/** The record of one test of the user's own, from its first use of Redis to its end. */
final class TestRun {
  private static final long MOST_EVIDENCE_BYTES = 256L << 20;

  private final LiveRedis live;
  private final TestReports reports;
  private final RunDirectory run;
  private final EventLog events;
  private final RedisUnderTest redis;
  private final long began;

  TestRun(LiveRedis live, String name, String title, Config config, TestReports reports) {
    this.live = live;
    this.reports = reports;
    this.began = live.clock().now();
    Begun begun = begin(name, config);
    this.run = begun.run();
    this.events = begun.events();
    events.record(RunEvents.INFO, live.info());
    events.record(RunEvents.CONFIG, live.settings());
    events.record("settings", Map.of("origins", config.origins()));
    this.redis = new RedisUnderTest(live, events, title);
  }

  private record Begun(RunDirectory run, EventLog events) {}

  /** Whether a report can be written must not decide how a test ends. */
  private Begun begin(String name, Config config) {
    try {
      return begin(config.runs(), name);
    } catch (DrillException e) {
      reports.none(e);
      return begin(live.scratch().path(), name);
    }
  }

  private Begun begin(Path runs, String name) {
    RunDirectory made = RunDirectory.create(runs, name, Instant.now());
    made.writeJson("run.json", manifest(live, name));
    return new Begun(made, made.record(live.clock()));
  }

  private static RunManifest manifest(LiveRedis live, String name) {
    return new RunManifest(
        RunDirectory.SCHEMA,
        name,
        live.platform().name(),
        live.stack().name(),
        live.stack().source(),
        Workload.registers().lasting(Duration.ZERO),
        "the test's own",
        Map.of(),
        Objectives.NONE,
        false,
        Optional.empty(),
        live.clock().startedAt(),
        Map.of());
  }

  RedisUnderTest redis() {
    return redis;
  }

  String directory() {
    return run.path().toString();
  }

  /**
   * Closes the record with the test's outcome and writes its report.
   *
   * @throws RuntimeException if the test passed without waiting for a recovery that never came
   */
  void end(Optional<Throwable> failure) {
    Optional<RuntimeException> unrecovered = failure.isPresent() ? abandon() : awaitLast();
    try {
      reports.publish(finish(failure.or(() -> unrecovered)));
    } catch (RuntimeException e) {
      reports.none(e);
    }
    if (unrecovered.isPresent()) {
      throw unrecovered.get();
    }
  }

  private Optional<RuntimeException> abandon() {
    redis.abandon();
    return Optional.empty();
  }

  private Optional<RuntimeException> awaitLast() {
    try {
      redis.finish();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  /** What a test that passed leaves is small. */
  private DrillResult finish(Optional<Throwable> failure) {
    List<Line> lines = live.redis().log().lines();
    try (events) {
      lines.stream()
          .filter(line -> line.at() >= began)
          .forEach(line -> events.record(line.at(), RunEvents.LOG, line));
      outcome(failure);
    }
    DrillResult result = Judge.judge(run);
    run.writeJson("result.json", result);
    if (result.verdict() != Verdict.PASS) {
      keepEvidence(lines);
    }
    return result;
  }

  private void outcome(Optional<Throwable> failure) {
    if (failure.filter(TestAbortedException.class::isInstance).isPresent()) {
      events.record(RunEvents.PROBLEM, Map.of("message", "the test was aborted: " + failure.get()));
      return;
    }
    String message = failure.map(Throwable::toString).orElse("");
    events.record(RunEvents.TEST, new TestOutcome(failure.isEmpty(), message));
    events.record(RunEvents.DONE, Map.of());
  }

  private void keepEvidence(List<Line> lines) {
    run.write(
        "redis.log", lines.stream().map(Line::text).collect(Collectors.joining("\n", "", "\n")));
    long bytes = live.redis().files().list().stream().mapToLong(DataFile::size).sum();
    if (bytes <= MOST_EVIDENCE_BYTES) {
      live.redis().files().copyTo(run.evidence());
    }
  }
}
