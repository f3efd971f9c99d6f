package io.redisdrill.recovery;

import io.redisdrill.DrillException;
import io.redisdrill.fault.Injection;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.RunningRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits for a recovery and puts together what the platform and the probe saw of it. */
public final class Recoveries {
  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(50);

  // What a kubelet and a scheduler say between the end of a process and the start of the next.
  private static final String BACK_OFF = "CrashLoopBackOff";
  private static final String SCHEDULED = ": Scheduled:";

  private Recoveries() {}

  /**
   * Waits until a write is acknowledged, the platform gives up, or the limit is over.
   *
   * @param sound throws if what is seen says nothing about Redis
   */
  public static Recovery await(
      RunningRedis redis, RecoveryProbe probe, Injection injection, Duration limit, Runnable sound)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Optional<String> gaveUp = Optional.empty();
    while (!probe.await(BETWEEN_CHECKS) && gaveUp.isEmpty() && System.nanoTime() < end) {
      sound.run();
      gaveUp = redis.gaveUp();
    }
    Recovery seen = probe.recovery(injection.began());
    List<Phase> phases = new ArrayList<>(processPhases(redis, injection));
    phases.addAll(seen.phases());
    if (seen.complete()) {
      readyPhase(redis, injection).ifPresent(ready -> insert(phases, ready));
    }
    boolean another =
        probe.knowsTheOld() || probe.writtenAt().orElse(Long.MIN_VALUE) >= injection.ended();
    return new Recovery(
        seen.complete() && another, phases, seen.attempts(), gaveUp.orElse(seen.lastSeen()));
  }

  /**
   * Does nothing with a recovery that is complete.
   *
   * @throws DrillException if it is not: there is nothing to read back from
   */
  public static void requireComplete(Recovery recovery, Duration limit) {
    if (!recovery.complete()) {
      throw new DrillException(
          "Cannot read back what survived",
          "an acknowledged write within " + limit + " after the fault",
          recovery.lastSeen(),
          "Look at the Redis log in the report.");
    }
  }

  /**
   * The harness notices the end of a process a little late, and its start a little late too: the
   * one happened after the fault began, the other after that.
   */
  private static List<Phase> processPhases(RunningRedis redis, Injection injection) {
    List<Phase> phases = new ArrayList<>();
    Optional<Line> gone = redis.log().goneAfter(injection.began());
    gone.ifPresent(
        line -> phases.add(phase("process gone", injection.began(), line.at(), injection)));
    if (gone.isPresent()) {
      long after = gone.get().at();
      Optional<Line> started = redis.log().startedAfter(after);
      said(redis, SCHEDULED, after)
          .ifPresent(line -> phases.add(phase("scheduled", after, line.at(), injection)));
      backOff(redis, after, started, injection).ifPresent(phases::add);
      started.ifPresent(line -> phases.add(phase("process started", after, line.at(), injection)));
    }
    return phases;
  }

  /**
   * From the moment at which the platform says that it waits before it starts the process again,
   * which it does the longer the more often the same pod has ended, to that start.
   */
  private static Optional<Phase> backOff(
      RunningRedis redis, long gone, Optional<Line> started, Injection injection) {
    long end = started.map(Line::at).orElse(Long.MAX_VALUE);
    return said(redis, BACK_OFF, gone)
        .filter(line -> line.at() < end)
        .map(
            line ->
                phase(
                    "restart back-off",
                    line.at(),
                    started.map(Line::at).orElse(line.at()),
                    injection));
  }

  private static Optional<Line> said(RunningRedis redis, String mark, long after) {
    return redis.log().first(Source.PLATFORM, after, text -> text.contains(mark));
  }

  /** A client may be served before the platform takes the process for ready: both are shown. */
  private static Optional<Phase> readyPhase(RunningRedis redis, Injection injection) {
    Optional<Line> gone = redis.log().goneAfter(injection.began());
    return gone.flatMap(
        line ->
            redis
                .log()
                .readyAfter(line.at())
                .map(ready -> phase(Recovery.READY, line.at(), ready.at(), injection)));
  }

  private static void insert(List<Phase> phases, Phase added) {
    int at = 0;
    while (at < phases.size() && phases.get(at).toMillis() <= added.toMillis()) {
      at++;
    }
    phases.add(at, added);
  }

  private static Phase phase(String name, long from, long to, Injection injection) {
    return new Phase(
        name,
        StageTimes.millis(from - injection.began()),
        StageTimes.millis(to - injection.began()));
  }
}
