package io.redisdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult.DataLoss;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.DrillResult.SecondRestart;
import io.redisdrill.Objectives;
import io.redisdrill.Verdict;
import io.redisdrill.load.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectiveJudgeTest {
  private static final RunManifest MANIFEST =
      new RunManifest(
          "redis-drill/run/1",
          "aof-everysec-power-cut",
          "embedded",
          "aof",
          "here",
          Workload.registers(),
          "power-cut",
          Map.of(),
          Objectives.NONE,
          false,
          Optional.empty(),
          Instant.EPOCH,
          Map.of());

  private static Objective judge(double loadMillis, double windowMillis) {
    Promise within = new Promise.Within(Duration.ofSeconds(2), "tail");
    return judge(within, loadMillis, lost(windowMillis, 0));
  }

  private static Objective judge(Promise promise, double loadMillis, DataLoss loss) {
    return new ObjectiveJudge(MANIFEST, promise, new Promise.Everything(), loadMillis)
        .judge(Optional.of(loss), Optional.empty(), Optional.empty())
        .get(0);
  }

  private static DataLoss lost(double windowMillis, long unexplained) {
    return new DataLoss(
        10, windowMillis, 0, 0, 0, 0, 0, 0, 0, 0, unexplained, Map.of("tail", 10L), List.of());
  }

  /** A restart that does not save may lose what no save had, and nothing else. */
  @Test
  void whatAnotherRestartLosesOfSnapshotsIsNotExcused() {
    assertThat(second(new Promise.LastSave(), new SecondRestart(0, 0))).isEqualTo(Verdict.PASS);
    assertThat(second(new Promise.LastSave(), new SecondRestart(9, 0))).isEqualTo(Verdict.UNKNOWN);
    assertThat(second(new Promise.LastSave(), new SecondRestart(9, 1))).isEqualTo(Verdict.FAIL);
    assertThat(second(new Promise.Everything(), new SecondRestart(9, 0))).isEqualTo(Verdict.FAIL);
    assertThat(second(new Promise.Nothing(), new SecondRestart(9, 0))).isEqualTo(Verdict.PASS);
  }

  private static Verdict second(Promise onSigterm, SecondRestart found) {
    RunManifest restarted =
        new RunManifest(
            MANIFEST.schema(),
            MANIFEST.drill(),
            MANIFEST.platform(),
            MANIFEST.stack(),
            MANIFEST.stackSource(),
            MANIFEST.workload(),
            MANIFEST.fault(),
            MANIFEST.faultSettings(),
            MANIFEST.recovery(),
            MANIFEST.objectives(),
            true,
            MANIFEST.plant(),
            MANIFEST.started(),
            MANIFEST.environment());
    return new ObjectiveJudge(restarted, new Promise.Everything(), onSigterm, 3_000)
        .judge(Optional.of(lost(0, 0)), Optional.empty(), Optional.of(found))
        .get(1)
        .verdict();
  }

  /** All that was written is lost: had it written longer, more might have been. */
  @ParameterizedTest
  @CsvSource({
    "700, 700, UNKNOWN",
    "1999, 1990, UNKNOWN",
    "700, 50, PASS",
    "700, 600, PASS",
    "2000, 1990, PASS",
    "3000, 2000, PASS",
    "3000, 2001, FAIL",
    "5000, 4900, FAIL"
  })
  void aPromiseIsKeptOnlyIfItCouldHaveBeenBroken(double load, double window, Verdict verdict) {
    Objective objective = judge(load, window);
    assertThat(objective.verdict()).as(objective.message()).isEqualTo(verdict);
    assertThat(objective.message().contains("could not show"))
        .isEqualTo(verdict == Verdict.UNKNOWN);
  }

  @Test
  void aLossBehindAnFsyncThatNobodyCouldSeeIsNotShown() {
    Promise unless = new Promise.UnlessFsync(Duration.ofMillis(55));
    assertThat(judge(unless, 3000, lost(4, 0)).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(judge(unless, 3000, lost(4, 1)).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge(new Promise.Everything(), 3000, lost(4, 0)).verdict()).isEqualTo(Verdict.FAIL);
  }
}
