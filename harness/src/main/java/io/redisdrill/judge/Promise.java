package io.redisdrill.judge;

import io.redisdrill.fault.Severity;

/** What a configuration says that it will keep. */
public sealed interface Promise {
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
   * that reached the AOF under any fsync policy, since the page cache outlives the process.
   */
  static Promise of(Persistence persistence, Severity severity) {
    if (severity == Severity.FILES) {
      return new OnlyBackups();
    }
    if (severity == Severity.NONE || persistence.appendOnly()) {
      return new Everything();
    }
    if (!persistence.savePoints()) {
      return new Nothing();
    }
    return severity == Severity.SIGTERM ? new Everything() : new LastSave();
  }
}
