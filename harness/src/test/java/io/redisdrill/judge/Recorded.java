package io.redisdrill.judge;

import io.redisdrill.aof.LogEnd;
import io.redisdrill.load.HistoryWriter;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Survivors;
import io.redisdrill.run.RunClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A history made by hand, of one writer with three keys: version n is sent at n seconds and
 * answered a tenth later; the fault is at second 100 and over a second later.
 */
final class Recorded implements AutoCloseable {
  static final long SECOND = 1_000_000_000L;
  static final Duration TTL = Duration.ofSeconds(50);
  static final int KEYS = 3;

  private final Path file;
  private final HistoryWriter writer;
  private final HistoryWriter.Appender appender;
  private final Survivors survivors = new Survivors(new int[] {KEYS});
  private boolean evictions;
  private OptionalLong saveBegan = OptionalLong.empty();
  private Optional<LogEnd> left = Optional.empty();

  Recorded(Path directory) {
    file = directory.resolve("history.bin");
    writer = HistoryWriter.create(file, 1, RunClock.start());
    appender = writer.appender(0);
    survivors.readBetween(120 * SECOND, 121 * SECOND);
  }

  Recorded write(int version, int key, Kind kind, Outcome outcome) {
    return write(version, key, kind, outcome, false);
  }

  Recorded write(int version, int key, Kind kind, Outcome outcome, boolean joined) {
    long invoked = version * SECOND;
    appender.add(key, version, kind, joined, outcome, invoked, invoked + SECOND / 10);
    return this;
  }

  Recorded ok(int version, int key) {
    return write(version, key, Kind.SET, Outcome.OK);
  }

  Recorded found(int key, int version) {
    survivors.found(survivors.index(0, key), version);
    return this;
  }

  Recorded evicting() {
    evictions = true;
    return this;
  }

  Recorded saveBegan(long second) {
    saveBegan = OptionalLong.of(second * SECOND);
    return this;
  }

  Recorded left(LogEnd log) {
    left = Optional.of(log);
    return this;
  }

  Survivors survivors() {
    return survivors;
  }

  Path file() {
    return file;
  }

  TallyQuestion question() {
    return new TallyQuestion(
        100 * SECOND,
        101 * SECOND,
        Duration.ofMillis(500),
        saveBegan,
        TTL,
        evictions,
        0,
        Optional.empty(),
        left);
  }

  Tally judge() {
    close();
    return HistoryJudge.judge(file, survivors, question());
  }

  @Override
  public void close() {
    appender.flush();
    writer.close();
  }
}
