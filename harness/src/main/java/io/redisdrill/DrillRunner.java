package io.redisdrill;

import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Restart;
import io.redisdrill.fault.Severity;
import io.redisdrill.judge.Judge;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.load.HistoryWriter;
import io.redisdrill.load.Load;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.recovery.Recoveries;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.recovery.RecoveryPlan;
import io.redisdrill.recovery.Scene;
import io.redisdrill.redis.InfoSampler;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Event;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.run.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs drills: deploy, load, inject, recover, read back, judge. Everything is on disk before it is
 * judged. Thread-safe: several drills may run at once, each in a directory of its own.
 */
public final class DrillRunner implements AutoCloseable {
  private static final Duration CLEAN_STOP = Duration.ofSeconds(60);

  private final Path runs;
  private final RedisClients clients = new RedisClients();
  private final Consumer<Event> progress;
  private final Optional<Calibration> calibration;
  private final boolean keepFiles;

  /** Records below {@code runs}. */
  public DrillRunner(Path runs) {
    this(runs, event -> {}, Optional.empty());
  }

  /**
   * Records below {@code runs}.
   *
   * @param progress told of each event as it is recorded
   * @param calibration the controls that ran before; if one failed, every verdict is UNKNOWN
   */
  public DrillRunner(Path runs, Consumer<Event> progress, Optional<Calibration> calibration) {
    this(runs, progress, calibration, false);
  }

  /**
   * Records below {@code runs}.
   *
   * @param progress told of each event as it is recorded
   * @param calibration the controls that ran before; if one failed, every verdict is UNKNOWN
   * @param keepFiles whether the data files of a drill that passes are kept, too, where they are
   *     near: for a caller who does not leave it at the verdict
   */
  public DrillRunner(
      Path runs, Consumer<Event> progress, Optional<Calibration> calibration, boolean keepFiles) {
    this.runs = runs;
    this.progress = progress;
    this.calibration = calibration;
    this.keepFiles = keepFiles;
  }

  /**
   * Runs one drill.
   *
   * @return what it showed; a drill that could not be run to its end shows {@link Verdict#UNKNOWN}
   * @throws DrillException if no run directory can be made
   */
  public DrillResult run(Drill drill) {
    RunClock clock = RunClock.start();
    RunDirectory run = RunDirectory.create(runs, drill.name(), clock.startedAt());
    run.writeJson("run.json", Manifests.of(drill, clock));
    try (EventLog events = run.record(clock)) {
      events.listen(progress);
      calibration.ifPresent(controls -> events.record(RunEvents.CALIBRATION, controls));
      try {
        drill(drill, new Recording(run, clock, events));
      } catch (DrillException | RedisUnavailableException e) {
        events.record(RunEvents.PROBLEM, Map.of("message", String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        events.record(RunEvents.PROBLEM, Map.of("message", "an error inside the tool: " + e));
      } catch (InterruptedException e) {
        events.record(RunEvents.PROBLEM, Map.of("message", "the drill was interrupted"));
        Thread.currentThread().interrupt();
      }
    }
    return judge(run);
  }

  /** On a thread that is interrupted no file could be read. */
  private static DrillResult judge(RunDirectory run) {
    boolean interrupted = Thread.interrupted();
    try {
      DrillResult result = Judge.judge(run);
      run.writeJson("result.json", result);
      return result;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Redis is deployed for one drill, and taken away with all that it left but the evidence. */
  private void drill(Drill drill, Recording to) throws InterruptedException {
    Preconditions.requirePossible(drill);
    to.step("deploy");
    try (RunningRedis redis =
        drill
            .platform()
            .deploy(
                new Deployment(
                    drill.stack(),
                    to.clock(),
                    to.events(),
                    drill.fault().needs().contains(Capability.WATCHED_DISK)))) {
      boolean over = false;
      try {
        story(drill, redis, to);
        over = true;
      } finally {
        ReadBacks.keepEvidence(redis, to, over, keepFiles);
      }
    }
  }

  /** From an empty Redis to what survived. */
  private void story(Drill drill, RunningRedis redis, Recording to) throws InterruptedException {
    Preconditions.awaitEmpty(redis, clients, to);

    int[] keys;
    try (RecoveryPlan.Prepared recovery = drill.recovery().prepare(scene(drill, redis, to))) {
      keys = loadThroughFault(drill, redis, recovery, to);
    }

    to.step("read back");
    ReadBacks.read(drill, redis, clients, to, keys, "survivors-1.bin");
    ReadBacks.askTheLog(redis, to);
    if (drill.secondRestart()) {
      to.step("second restart");
      to.events()
          .record(RunEvents.SECOND_RESTART, new Restart(CLEAN_STOP).inject(redis, to.clock()));
      ReadBacks.read(drill, redis, clients, to, keys, "survivors-2.bin");
    }
    to.events().check(); // what could not be recorded must not be missing unseen
    to.events().record(RunEvents.DONE, Map.of());
  }

  /** The load goes on through fault and recovery; returns how many keys each writer wrote to. */
  private int[] loadThroughFault(
      Drill drill, RunningRedis redis, RecoveryPlan.Prepared recovery, Recording to)
      throws InterruptedException {
    try (HistoryWriter history = to.history(drill.workload());
        InfoSampler info =
            InfoSampler.start(clients, redis.endpoint(), to.events(), RunEvents.INFO);
        Load load = Load.start(drill.workload(), redis.endpoint(), clients, history, to.clock())) {
      Runnable sound = new Watch(redis, history, load.counts(), to);
      BaseData.await(drill, load, redis, clients, to, sound);
      to.step("load");
      Preconditions.awaitFirstWrite(load.counts(), sound);
      Waiting.pass(drill.workload().lasting(), sound);
      recovery.beforeFault(sound);
      to.step("inject");
      String runId = Preconditions.beforeTheFault(redis, clients, to);
      boolean stays = drill.fault().severity() == Severity.DISK;
      if (!stays) {
        recovery.watch(runId);
      }
      Injection injection = drill.fault().inject(redis, to.clock());
      to.events().record(RunEvents.INJECTION, injection);
      if (stays) {
        recovery.watch(""); // the same process is to take writes again
      }
      to.step("recover");
      Recovery seen =
          injection.severity() == Severity.NONE
              ? Recovery.none()
              : recovery.recover(injection, sound);
      to.events().record(RunEvents.RECOVERY, seen);
      Recoveries.requireComplete(seen, drill.recoveryLimit());
      Waiting.pass(drill.workload().settle(), sound);
      int[] keys = load.stop();
      to.loaded(load.counts());
      return keys;
    }
  }

  private Scene scene(Drill drill, RunningRedis redis, Recording to) {
    return new Scene(
        redis,
        drill.stack(),
        clients,
        to.clock(),
        to.events(),
        to::step,
        drill.recoveryLimit(),
        drill.platform()::store,
        to.run().path());
  }

  /** Ends the threads of its connections. */
  @Override
  public void close() {
    clients.close();
  }
}
