package io.redisdrill.judge;

import io.redisdrill.aof.LogChange;
import io.redisdrill.aof.LogEnd;
import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.recovery.Restored;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What can have taken writes away: the fault, and the backup that was restored after it. A restored
 * backup replaces all that there was, so it and not the fault decides what has to be kept.
 */
record Disaster(Optional<Injection> fault, Optional<Restored> restored) {
  private static final double NANOS_A_MILLI = 1e6;

  /**
   * Returns the fault, ended before another process took connections. A platform may hear of the
   * end of a process only after the next one serves; the probe tells the two apart at once.
   */
  static Injection endedInTime(Injection fault, Optional<Recovery> recovery) {
    double ended = (fault.ended() - fault.began()) / NANOS_A_MILLI;
    boolean heardLate =
        recovery.flatMap(Recovery::totalMillis).filter(total -> total < ended).isPresent();
    Optional<Double> refused = recovery.flatMap(Recovery::lastRefusedMillis);
    return !heardLate || refused.isEmpty()
        ? fault
        : fault.endedAt(fault.began() + Math.round(Math.max(0, refused.get()) * NANOS_A_MILLI));
  }

  /** Returns what has to be kept. */
  Promise promise(Persistence persistence, FsyncSeen fsync, Optional<Tally> tally) {
    return restored.isPresent()
        ? new Promise.RestoredBackup()
        : Promise.of(
            persistence,
            fault.map(Disaster::severity).orElse(Severity.NONE),
            fsync,
            tally.map(Tally::earliestLost).orElse(OptionalLong.empty()));
  }

  /** A cut that was not applied took what a SIGKILL takes, and excuses no more. */
  private static Severity severity(Injection fault) {
    boolean noCut = fault.severity() == Severity.POWER_CUT && Soundness.leftAlone(fault);
    return noCut ? Severity.SIGKILL : fault.severity();
  }

  /** Returns before when a write has to be acknowledged to be in the snapshot or the backup. */
  OptionalLong keptUpTo(Saves saves, Persistence persistence) {
    if (restored.isPresent()) {
      return OptionalLong.of(restored.get().point());
    }
    OptionalLong snapshot = snapshot(persistence);
    return snapshot.isPresent()
        ? snapshot
        : saves.lastCompleted(fault.map(Injection::ended).orElse(Long.MAX_VALUE));
  }

  /** Returns when the snapshot was asked for that the fault put there, if Redis loads it. */
  OptionalLong snapshot(Persistence persistence) {
    return restored.isPresent() || persistence.appendOnly()
        ? OptionalLong.empty()
        : fault.map(Injection::snapshot).orElse(OptionalLong.empty());
  }

  /**
   * Returns when the process was gone whose data was at stake. What the one was told that a
   * restored backup replaced is gone with it, even if the fault was over by then.
   */
  Optional<Long> oldProcessGone() {
    return restored.map(Restored::stopped).or(() -> fault.map(Injection::ended));
  }

  /** Returns what was done to the AOF, unless a backup took its place since. */
  Optional<LogChange> log() {
    return restored.isPresent() ? Optional.empty() : fault.flatMap(Injection::log);
  }

  /**
   * Returns the end of the AOF that a power cut left to be loaded, where it was read. After several
   * faults the log has gaps, which its end does not show.
   */
  Optional<LogEnd> left(Persistence persistence, int faults) {
    return restored.isPresent() || faults != 1 || !persistence.appendOnly()
        ? Optional.empty()
        : fault.flatMap(Injection::left);
  }

  /**
   * Returns why what the fault took is gone: of a power cut, what was never synced; of others what
   * they say of themselves.
   */
  Optional<String> cause() {
    return restored.isPresent()
        ? Optional.empty()
        : fault.flatMap(
            it -> it.severity() == Severity.POWER_CUT ? neverSynced(it.proof()) : it.cause());
  }

  private static Optional<String> neverSynced(Map<String, Object> proof) {
    return above0(proof.getOrDefault("bytesDropped", 0))
        ? Optional.of(Attribution.UNSYNCED)
        : Optional.of(Attribution.UNSYNCED_NAME)
            .filter(names -> above0(proof.getOrDefault("namesRolledBack", 0)));
  }

  private static boolean above0(Object count) {
    return count instanceof Number number && number.longValue() > 0;
  }

  /** Returns from the acknowledgement of the earliest lost write to the fault. */
  long windowNanos(Tally tally) {
    long end = endOfService(tally);
    return Math.max(0, end - tally.earliestLost().orElse(end));
  }

  /** A process that was asked to end may go on to serve: the loss counts from its last answer. */
  private long endOfService(Tally tally) {
    long began = fault.map(Injection::began).orElse(Long.MAX_VALUE);
    long ended = fault.map(Injection::ended).orElse(Long.MAX_VALUE);
    return Math.max(began, Math.min(ended, tally.lastAcknowledged().orElse(began)));
  }
}
