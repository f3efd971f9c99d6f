package io.redisdrill.fault;

import io.redisdrill.DrillException;
import io.redisdrill.aof.LogChange;
import io.redisdrill.aof.LogSurvey;
import io.redisdrill.aof.UnreadableManifestException;
import io.redisdrill.platform.DataFiles;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * An attempt to read the AOF of a Redis that is down. Where there is none that Redis would find
 * either, there is no survey; one that could not be read is another matter: nothing is known then.
 *
 * @param survey what it holds
 * @param unread why it could not be read
 */
record LogReading(Optional<LogSurvey> survey, Optional<String> unread) {
  /** The key of the proof that says that a loss cannot be looked up in the AOF. */
  static final String UNREAD = "logUnread";

  static LogReading of(DataFiles files) {
    try {
      return new LogReading(LogSurvey.of(files), Optional.empty());
    } catch (UnreadableManifestException damaged) {
      return new LogReading(Optional.empty(), Optional.empty());
    } catch (DrillException | UncheckedIOException e) {
      return new LogReading(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** Returns what has become of it. */
  Optional<LogChange> to(LogReading after, String cause, boolean keepsBase) {
    return after.unread().isPresent()
        ? Optional.empty()
        : survey.map(log -> new LogChange(log, after.survey(), cause, keepsBase));
  }
}
