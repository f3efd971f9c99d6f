package io.redisdrill.judge;

import io.redisdrill.aof.LogChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Why writes are lost.
 *
 * @param causes lost writes by cause
 * @param unexplained lost writes that no cause explains: the configuration should have kept them
 */
record Attribution(Map<String, Long> causes, long unexplained) {
  static final String AFTER_SAVE = "after the last completed save";
  static final String NEVER_SAVED = "no save was completed";
  static final String NOT_PERSISTED = "nothing is persisted";
  static final String OLDER_FILE = "wrong file loaded";
  static final String FILES = "files damaged or gone";
  static final String OLDER_BACKUP = "restored backup older";
  static final String UNSYNCED = "un-synced tail";
  static final String UNSYNCED_NAME = "un-synced name of a file";
  static final String BEHIND_FSYNC = "a write to the AOF waits for a slow fsync";
  static final String PERHAPS_BEHIND_FSYNC = "perhaps behind an fsync that nobody saw";
  static final String UNEXPLAINED = "unexplained";

  /**
   * @param saveCompleted whether any save was
   * @param cause why what the fault took is gone, where it says so
   * @param putBack whether the fault put a snapshot back that Redis loads
   */
  static Attribution of(
      Tally tally,
      Promise promise,
      boolean saveCompleted,
      Optional<String> cause,
      boolean putBack) {
    long lostBefore = tally.lost() - tally.lostAfter();
    if (promise instanceof Promise.Nothing) {
      return of(NOT_PERSISTED, lostBefore, tally.lostAfter());
    }
    if (promise instanceof Promise.OnlyBackups && putBack) {
      return ofSnapshot(tally, lostBefore, OLDER_FILE);
    }
    if (promise instanceof Promise.OnlyBackups) {
      return ofFiles(tally, lostBefore, cause.orElse(FILES));
    }
    if (promise instanceof Promise.LastSave || promise instanceof Promise.RestoredBackup) {
      String snapshot = saveCompleted ? AFTER_SAVE : NEVER_SAVED;
      String older = promise instanceof Promise.RestoredBackup ? OLDER_BACKUP : snapshot;
      return ofSnapshot(tally, lostBefore, older);
    }
    // What was not written or synced yet is the end of the log: it has no holes, and what a cut
    // left of the log is none of it.
    long tail = Math.max(0, lostBefore - tally.holes() - tally.stillLogged());
    if (cause.isPresent()) {
      return of(cause.get(), tail, tally.lost() - tail);
    }
    if (promise instanceof Promise.Within within) {
      return of(within.cause(), tail, tally.lost() - tail);
    }
    if (promise instanceof Promise.UnlessFsync) {
      return of(PERHAPS_BEHIND_FSYNC, tail, tally.lost() - tail);
    }
    return of(UNEXPLAINED, 0, tally.lost());
  }

  /** A snapshot is one moment of the whole data set, as a backup is: it has no holes. */
  private static Attribution ofSnapshot(Tally tally, long lostBefore, String cause) {
    long explained = Math.max(0, lostBefore - tally.lostBeforeSave() - tally.holes());
    return of(cause, explained, tally.lost() - explained);
  }

  /** Where there was an AOF, each write was looked up in it. */
  private static Attribution ofFiles(Tally tally, long lostBefore, String cause) {
    if (tally.causes().isEmpty()) {
      return of(cause, lostBefore, tally.lostAfter());
    }
    Map<String, Long> causes = new TreeMap<>(tally.causes());
    if (tally.lostAfter() > 0) {
      causes.merge(UNEXPLAINED, tally.lostAfter(), Long::sum);
    }
    // Redis had ended by SIGTERM, which has to bring everything into the log.
    long unexplained =
        causes.getOrDefault(UNEXPLAINED, 0L) + causes.getOrDefault(LogChange.NEVER_LOGGED, 0L);
    return new Attribution(causes, unexplained);
  }

  private static Attribution of(String cause, long explained, long unexplained) {
    Map<String, Long> causes = new LinkedHashMap<>();
    if (explained > 0) {
      causes.put(cause, explained);
    }
    if (unexplained > 0) {
      causes.put(UNEXPLAINED, unexplained);
    }
    return new Attribution(causes, unexplained);
  }
}
