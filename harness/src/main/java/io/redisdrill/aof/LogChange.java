package io.redisdrill.aof;

import java.util.Optional;

/**
 * What was done to a log while Redis was down, and so why a write of it is lost.
 *
 * @param before what it held
 * @param after what it holds now; nothing where Redis finds no log any more
 * @param cause why what is gone from it is gone
 * @param keepsBase whether the base is surely what it was
 */
public record LogChange(
    LogSurvey before, Optional<LogSurvey> after, String cause, boolean keepsBase) {
  /** A write is in the log, and its transaction has no end any more. */
  public static final String TORN = "torn transaction";

  /** An acknowledged write was not in the log before. */
  public static final String NEVER_LOGGED = "never reached the log";

  /** Returns the change up to a later state of the log. */
  public LogChange became(Optional<LogSurvey> later) {
    return new LogChange(before, later, cause, keepsBase);
  }

  /**
   * Returns why a write is lost; nothing if it is in the log still, and should be there.
   *
   * @param carriesVersion whether the log shows the version of such a write: of a DEL it does not
   */
  public Optional<String> causeOf(int writer, int version, boolean carriesVersion) {
    if (after.isPresent() && after.get().executes(writer, version)) {
      return Optional.empty();
    }
    if (after.isPresent() && after.get().cutsOff(writer, version)) {
      return Optional.of(TORN);
    }
    if (keepsBase && before.beginsAfter(writer, version)) {
      return Optional.empty();
    }
    return Optional.of(carriesVersion && before.endsBefore(writer, version) ? NEVER_LOGGED : cause);
  }
}
