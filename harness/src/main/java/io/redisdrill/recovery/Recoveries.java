package io.redisdrill.recovery;

import io.redisdrill.DrillException;
import io.redisdrill.fault.Injection;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.RunningRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Waits for a recovery and puts together what the platform and the probe saw of it. */
public final class Recoveries {
  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(50);

  // What a kubelet and a scheduler do between the end of a process and the start of the next.
  private static final Map<String, String> PLATFORM_MARKS =
      new TreeMap<>(Map.of("restart back-off", "CrashLoopBackOff", "scheduled", ": Scheduled:"));

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
    boolean another = probe.writtenAt().orElse(Long.MIN_VALUE) >= injection.ended();
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
      PLATFORM_MARKS.forEach(
          (name, mark) ->
              redis
                  .log()
                  .first(Source.PLATFORM, after, text -> text.contains(mark))
                  .ifPresent(line -> phases.add(phase(name, after, line.at(), injection))));
      redis
          .log()
          .startedAfter(after)
          .ifPresent(line -> phases.add(phase("process started", after, line.at(), injection)));
    }
    return phases;
  }

  private static Phase phase(String name, long from, long to, Injection injection) {
    return new Phase(
        name,
        StageTimes.millis(from - injection.began()),
        StageTimes.millis(to - injection.began()));
  }
}
