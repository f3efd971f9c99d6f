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

  private FsyncSeen seen(int pending, int delayed, long lastAt) {
    RunDirectory run = RunDirectory.create(runs, "fsync", Instant.now());
    try (EventLog events = run.record(RunClock.start())) {
      events.record(6_000 * MILLI, RunEvents.INFO, info(0, 1));
      events.record(lastAt * MILLI, RunEvents.INFO, info(pending, delayed));
      events.record(FAULT + MILLI, RunEvents.INFO, info(1, 9));
      events.record(
          FAULT,
          RunEvents.INJECTION,
          new Injection("container-kill", Severity.SIGKILL, FAULT, FAULT + MILLI, true, Map.of()));
    }
    return FsyncSeen.in(RunEvents.of(run));
  }

  private static Map<String, Integer> info(int pending, int delayed) {
    return Map.of("aof_pending_bio_fsync", pending, "aof_delayed_fsync", delayed);
  }

  @Test
  void anFsyncIsSlowThatIsUnderWayOrWasLate() {
    assertThat(seen(0, 1, 9_995)).isEqualTo(new FsyncSeen(false, Duration.ofMillis(55)));
    assertThat(seen(1, 1, 9_995).slow()).isTrue();
    assertThat(seen(0, 2, 9_995).slow()).isTrue();
  }

  /** A loss that began while nobody looked is neither excused nor held against Redis. */
  @ParameterizedTest
  @CsvSource({
    "false, -1, Everything",
    "false, 0, UnlessFsync",
    "false, 55, UnlessFsync",
    "false, 56, Everything",
    "true, -1, Everything",
    "true, 1500, Within"
  })
  void aKillUnderEverysec(boolean slow, long lostMillis, String promise) {
    FsyncSeen fsync = new FsyncSeen(slow, Duration.ofMillis(55));
    long lost = lostMillis * MILLI;
    assertThat(Promise.of(EVERYSEC, Severity.SIGKILL, fsync, lost).getClass().getSimpleName())
        .isEqualTo(promise);
  }

  /** Redis answers only after the write, and after the fsync. */
  @Test
  void aKillUnderAlways() {
    Persistence always =
        Persistence.of(Map.of("appendonly", "yes", "appendfsync", "always", "save", ""));
    FsyncSeen fsync = new FsyncSeen(true, Duration.ofMillis(55));
    assertThat(Promise.of(always, Severity.SIGKILL, fsync, MILLI))
        .isEqualTo(new Promise.Everything());
  }
}
