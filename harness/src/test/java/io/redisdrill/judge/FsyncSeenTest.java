package io.redisdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FsyncSeenTest {
  private static final long MILLI = 1_000_000;
  private static final long FAULT = 10_000 * MILLI;

  private static final Persistence EVERYSEC =
      Persistence.of(Map.of("appendonly", "yes", "appendfsync", "everysec", "save", ""));

  @TempDir Path runs;

  private FsyncSeen seen(int pending, long lastAt) {
    RunDirectory run = RunDirectory.create(runs, "fsync", Instant.now());
    try (EventLog events = run.record(RunClock.start())) {
      events.record(lastAt * MILLI, RunEvents.INFO, info(pending));
      events.record((lastAt - 100) * MILLI, RunEvents.INFO, info(1 - pending));
      events.record(FAULT + MILLI, RunEvents.INFO, info(1));
      events.record(
          FAULT,
          RunEvents.INJECTION,
          new Injection("container-kill", Severity.SIGKILL, FAULT, FAULT + MILLI, true, Map.of()));
    }
    return FsyncSeen.in(RunEvents.of(run));
  }

  private static Map<String, Integer> info(int pending) {
    return Map.of("aof_pending_bio_fsync", pending, "aof_delayed_fsync", 7);
  }

  /** What counts is the last look before the fault, in whatever order the looks were recorded. */
  @Test
  void anFsyncIsUnderWayIfTheLastLookSaysSo() {
    assertThat(seen(0, 9_995)).isEqualTo(new FsyncSeen(false, 9_995 * MILLI, FAULT));
    assertThat(seen(1, 9_995)).isEqualTo(new FsyncSeen(true, 9_995 * MILLI, FAULT));
  }

  /** Redis does not wait longer for an fsync. */
  @Test
  void nothingIsUnseenForMoreThanTwoSeconds() {
    assertThat(seen(0, 3_000).unseen()).isEqualTo(Duration.ofSeconds(2));
  }

  /** A loss that began while nobody looked is neither excused nor held against Redis. */
  @ParameterizedTest
  @CsvSource({
    "false, , Everything",
    "false, 10000, UnlessFsync",
    "false, 9945, UnlessFsync",
    "false, 9944, Everything",
    "true, , Everything",
    "true, 8500, Within"
  })
  void aKillUnderEverysec(boolean underWay, @Nullable Long lostAtMillis, String promise) {
    FsyncSeen fsync = new FsyncSeen(underWay, 9_945 * MILLI, FAULT);
    OptionalLong lost =
        lostAtMillis == null ? OptionalLong.empty() : OptionalLong.of(lostAtMillis * MILLI);
    assertThat(Promise.of(EVERYSEC, Severity.SIGKILL, fsync, lost).getClass().getSimpleName())
        .isEqualTo(promise);
  }

  /** Redis answers only after the write, and after the fsync. */
  @Test
  void aKillUnderAlways() {
    Persistence always =
        Persistence.of(Map.of("appendonly", "yes", "appendfsync", "always", "save", ""));
    FsyncSeen fsync = new FsyncSeen(true, 9_945 * MILLI, FAULT);
    assertThat(Promise.of(always, Severity.SIGKILL, fsync, OptionalLong.of(FAULT)))
        .isEqualTo(new Promise.Everything());
  }
}
