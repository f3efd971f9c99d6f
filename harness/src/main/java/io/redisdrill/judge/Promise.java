package io.redisdrill.judge;

import io.redisdrill.fault.Severity;
import java.time.Duration;
import java.util.OptionalLong;

/** What a configuration says that it will keep. */
public sealed interface Promise {
  /** How late a sync may be under everysec. */
  Duration EVERYSEC = Duration.ofSeconds(2);

  /** Returns it in words. */
  String words();

  /** Not one acknowledged write is lost. */
  record Everything() implements Promise {
    @Override
    public String words() {
      return "nothing is lost";
    }
  }

  /** What was acknowledged before the last completed save began is kept. */
  record LastSave() implements Promise {
    @Override
    public String words() {
      return "kept up to the last completed save";
    }
  }

  /**
   * All but the last moments.
   *
   * @param limit how long those may be
   * @param cause why they may be lost
   */
  record Within(Duration limit, String cause) implements Promise {
    @Override
    public String words() {
      return "all but the last %d ms are kept: %s".formatted(limit.toMillis(), cause);
    }
  }

  /**
   * Nothing is lost, unless an fsync held the last writes back that began after the last look at
   * it: a loss this short is neither allowed nor forbidden.
   *
   * @param unseen how long nobody had looked
   */
  record UnlessFsync(Duration unseen) implements Promise {
    @Override
    public String words() {
      return "nothing is lost, unless a write to the AOF waits for an fsync";
    }
  }

  /** What lay on the volume itself was damaged or lost: only a backup could keep it. */
  record OnlyBackups() implements Promise {
    @Override
    public String words() {
      return "files that are damaged or gone keep nothing, only a backup does";
    }
  }

  /** What was acknowledged before the point of the restored backup is kept. */
  record RestoredBackup() implements Promise {
    @Override
    public String words() {
      return "kept up to the point of the restored backup";
    }
  }

  /** Whatever the kernel wrote back by itself: of a power cut, maybe nothing. */
  record KernelDecides() implements Promise {
    @Override
    public String words() {
      return "no bound: the kernel decides what is written back";
    }
  }

  /** Nothing at all. */
  record Nothing() implements Promise {
    @Override
    public String words() {
      return "nothing is kept";
    }
  }

  /**
   * Returns the promise for a fault.
   *
   * <p>Source: the Redis documentation on persistence; measured on 7.0.15, SIGKILL loses no write
   * that reached the AOF under any fsync policy, since the page cache outlives the process. Under
   * everysec Redis puts off even the write for up to 2 s while an fsync is under way, and answers
   * all the same (flushAppendOnlyFile in aof.c).
   *
   * @param fsync what was seen of fsyncs right before the fault
   * @param earliestLost when the earliest lost write was acknowledged, if one is lost
   */
  static Promise of(
      Persistence persistence, Severity severity, FsyncSeen fsync, OptionalLong earliestLost) {
    if (severity == Severity.FILES) {
      return new OnlyBackups();
    }
    if (severity == Severity.POWER_CUT) {
      return ofPowerCut(persistence);
    }
    if (persistence.appendOnly()
        && severity == Severity.SIGKILL
        && persistence.appendFsync().equals("everysec")
        && earliestLost.isPresent()) {
      return ofSigkill(fsync, earliestLost.getAsLong());
    }
    if (severity == Severity.NONE || severity == Severity.DISK || persistence.appendOnly()) {
      return new Everything();
    }
    if (severity == Severity.SIGTERM && persistence.savesOnSigterm()) {
      return new Everything();
    }
    return ofSaves(persistence);
  }

  private static Promise ofSigkill(FsyncSeen fsync, long earliestLost) {
    if (fsync.underWay()) {
      return new Within(EVERYSEC, Attribution.BEHIND_FSYNC);
    }
    return earliestLost >= fsync.from() ? new UnlessFsync(fsync.unseen()) : new Everything();
  }

  /**
   * What was never synced is gone. Under everysec the documentation says one second; in the code a
   * sync is late by up to two (flushAppendOnlyFile in aof.c).
   */
  private static Promise ofPowerCut(Persistence persistence) {
    if (!persistence.appendOnly()) {
      return ofSaves(persistence);
    }
    return switch (persistence.appendFsync()) {
      case "always" -> new Everything();
      case "everysec" -> new Within(EVERYSEC, Attribution.UNSYNCED);
      default -> new KernelDecides();
    };
  }

  private static Promise ofSaves(Persistence persistence) {
    return persistence.savePoints() ? new LastSave() : new Nothing();
  }
}
