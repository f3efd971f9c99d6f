package io.redisdrill.judge;

import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When snapshots began, as the Redis log tells it.
 *
 * <p>Redis writes "Background saving started" right after the fork, with its own time to the
 * millisecond: what was executed after that is not in the snapshot. Where that time cannot be read
 * (a log in another time zone than UTC), the time at which the harness saw the line serves, with
 * more slack.
 *
 * @param clock of the server, which wrote those times
 * @param log the lines
 */
record Saves(ServerClock clock, List<Line> log) {
  private static final String SAVED = "DB saved on disk";
  private static final Duration CLOCK_SLACK = Duration.ofMillis(20);
  private static final Duration READER_SLACK = Duration.ofMillis(250);
  private static final Duration PLAUSIBLE = Duration.ofSeconds(30);
  private static final Pattern STAMP =
      Pattern.compile("\\b(\\d{1,2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2}\\.\\d{3})\\b");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH);

  /**
   * Returns when the last save that was completed before {@code before} began, in nanoseconds of
   * the run; what was acknowledged earlier has to be in it.
   */
  OptionalLong lastCompleted(long before) {
    OptionalLong began = OptionalLong.empty();
    OptionalLong completed = OptionalLong.empty();
    for (Line line : log) {
      if (line.source() != Source.REDIS || line.at() > before) {
        continue;
      }
      if (line.text().contains("Background saving started")) {
        began = OptionalLong.of(safelyBefore(line));
      } else if (line.text().contains(SAVED) && began.isPresent()) {
        completed = began;
      }
    }
    return completed;
  }

  /** Returns how many saves the log tells of that were completed before {@code before}. */
  static long completed(List<Line> log, long before) {
    return log.stream()
        .filter(line -> line.source() == Source.REDIS && line.at() <= before)
        .filter(line -> line.text().contains(SAVED))
        .count();
  }

  private long safelyBefore(Line line) {
    return stamp(line)
        .map(at -> at - CLOCK_SLACK.toNanos())
        .orElse(line.at() - READER_SLACK.toNanos());
  }

  private Optional<Long> stamp(Line line) {
    Matcher found = STAMP.matcher(line.text());
    if (!found.find()) {
      return Optional.empty();
    }
    try {
      Instant said = LocalDateTime.parse(found.group(1), FORMAT).toInstant(ZoneOffset.UTC);
      long at = clock.at(said, line.at());
      return Math.abs(at - line.at()) < PLAUSIBLE.toNanos() ? Optional.of(at) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
