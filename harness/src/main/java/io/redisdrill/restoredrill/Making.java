package io.redisdrill.restoredrill;

import io.redisdrill.backup.BackupMetadata;
import io.redisdrill.backup.UnpackedBackup;
import io.redisdrill.restoredrill.Origin.Fetched;
import io.redisdrill.restoredrill.RestoreResult.Made;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Finds out how old the data of a backup are: the RPO that it implies. */
final class Making {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");
  private static final String TIME_OF_FILE = "the time of the file";
  private static final String TIME_OF_OBJECT = "the time of the object";

  private Making() {}

  static Made of(Fetched fetched, Optional<UnpackedBackup> backup, Instant now) {
    return backup
        .flatMap(UnpackedBackup::told)
        .flatMap(Making::stamp)
        .map(at -> made(at, BackupMetadata.FILE, now))
        .or(() -> backup.flatMap(Making::saved).map(at -> made(at, "ctime in the RDB file", now)))
        .orElseGet(
            () ->
                made(
                    fetched.modified(),
                    fetched.object().isPresent() ? TIME_OF_OBJECT : TIME_OF_FILE,
                    now));
  }

  /** Returns whether the data themselves are that old, and not only their container. */
  static boolean tellsOfData(Made made) {
    return !made.accordingTo().equals(TIME_OF_FILE) && !made.accordingTo().equals(TIME_OF_OBJECT);
  }

  private static Made made(Instant at, String accordingTo, Instant now) {
    return new Made(at, accordingTo, Duration.between(at, now).toMillis());
  }

  private static Optional<Instant> stamp(BackupMetadata metadata) {
    try {
      return Optional.of(
          LocalDateTime.parse(metadata.timestamp(), STAMP).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** The base of an AOF was saved when it was rewritten, which says nothing of its increments. */
  private static Optional<Instant> saved(UnpackedBackup backup) {
    return backup
        .snapshot()
        .filter(file -> backup.manifest().isEmpty())
        .flatMap(file -> Optional.ofNullable(file.details().get("ctime")))
        .filter(text -> text.matches("\\d{1,12}"))
        .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
  }
}
