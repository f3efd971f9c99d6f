package io.redisdrill.report.model;

import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One fault, and how service came back from it.
 *
 * @param number in the order of the run, from 1
 * @param fault as it was injected
 * @param recovery absent if nobody waited for one
 */
public record Episode(int number, Injection fault, Optional<Recovery> recovery) {
  private static final double NANOS_A_MILLI = 1e6;

  static List<Episode> in(RunEvents events) {
    List<Injection> faults = events.injections();
    List<Recovery> recoveries = events.recoveries();
    List<Episode> episodes = new ArrayList<>();
    for (Injection fault : faults) {
      int i = episodes.size();
      Optional<Recovery> recovery =
          i < recoveries.size() ? Optional.of(recoveries.get(i)) : Optional.empty();
      episodes.add(new Episode(i + 1, fault, recovery));
    }
    return episodes;
  }

  /** Returns whether anything was done to Redis at all. */
  public boolean broke() {
    return fault.severity() != Severity.NONE;
  }

  /** Returns milliseconds from the fault to the first acknowledged write, if there was one. */
  public Optional<Double> recoveryMillis() {
    return recovery.flatMap(Recovery::totalMillis);
  }

  /** Returns when that write was acknowledged, in nanoseconds of the run. */
  public Optional<Long> recovered() {
    return recoveryMillis().map(millis -> fault.began() + Math.round(millis * NANOS_A_MILLI));
  }
}
