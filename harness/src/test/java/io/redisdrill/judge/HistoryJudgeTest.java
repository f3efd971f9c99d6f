package io.redisdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.redisdrill.DrillException;
import io.redisdrill.aof.LogEnd;
import io.redisdrill.aof.LogSurvey;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Survivors;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One history for each class of finding, and the healthy one beside it. */
class HistoryJudgeTest {
  @TempDir Path directory;
  private Recorded history;

  @BeforeEach
  void begin() {
    history = new Recorded(directory);
  }

  @Test
  void findsNothingWhereEverythingIsThere() {
    Tally tally = history.ok(1, 0).ok(2, 1).ok(3, 0).found(0, 3).found(1, 2).judge();
    assertThat(tally.lost()).isZero();
    assertThat(tally.holes()).isZero();
    assertThat(tally.phantom()).isZero();
    assertThat(tally.corrupt()).isZero();
    assertThat(tally.attempted()).isEqualTo(3);
    assertThat(tally.acknowledged()).isEqualTo(3);
    assertThat(tally.earliestLost()).isEmpty();
  }

  @Test
  void countsEachAcknowledgedWriteNewerThanItsRegisterAsLost() {
    Tally tally = history.ok(1, 0).ok(2, 0).ok(3, 0).ok(4, 0).found(0, 2).judge();
    assertThat(tally.lost()).isEqualTo(2);
    assertThat(tally.earliestLost()).hasValue(3 * Recorded.SECOND + Recorded.SECOND / 10);
    assertThat(tally.holes()).isZero();
    assertThat(tally.samples()).extracting(LostWrite::version).containsExactly(3, 4);
    assertThat(tally.samples().get(0).key()).isEqualTo("rd:0:0");
  }

  @Test
  void countsAnAbsentRegisterAsLost() {
    Tally tally = history.ok(1, 0).ok(2, 1).found(0, 1).judge();
    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.holes()).as("nothing later survived").isZero();
  }

  @Test
  void seesAHoleBeforeALaterSurvivor() {
    Tally tally = history.ok(1, 0).ok(2, 1).ok(3, 2).found(0, 1).found(2, 3).judge();
    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.holes()).isEqualTo(1);
  }

  @Test
  void aSurvivorOfTheNextProcessMakesNoHole() {
    Tally tally = history.ok(1, 0).ok(2, 1).ok(105, 2).found(0, 1).found(2, 105).judge();
    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.holes()).isZero();
    assertThat(tally.lostAfter()).isZero();
  }

  @Test
  void tellsALossAfterTheFaultApart() {
    Tally tally = history.ok(1, 0).ok(105, 2).found(0, 1).judge();
    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.lostAfter()).isEqualTo(1);
  }

  @Test
  void aWriteWithoutAnswerMayBeThereOrNot() {
    Tally tally =
        history
            .ok(1, 0)
            .write(2, 0, Kind.SET, Outcome.UNKNOWN)
            .write(3, 1, Kind.SET, Outcome.UNKNOWN)
            .found(0, 2)
            .judge();
    assertThat(tally.lost()).isZero();
    assertThat(tally.survivedUnacknowledged()).isEqualTo(1);
    assertThat(tally.phantom()).isZero();
    assertThat(tally.unknown()).isEqualTo(2);
  }

  @Test
  void aRefusedWriteThatIsThereIsAPhantom() {
    Tally tally = history.write(1, 0, Kind.SET, Outcome.FAIL).found(0, 1).judge();
    assertThat(tally.phantom()).isEqualTo(1);
  }

  @Test
  void aVersionThatNobodyWroteIsAPhantom() {
    Tally tally = history.ok(1, 0).found(0, 7).judge();
    assertThat(tally.phantom()).isEqualTo(1);
  }

  @Test
  void aValueThatDoesNotCheckIsCorruptAndNotLost() {
    Tally tally = history.ok(1, 0).found(0, Survivors.CORRUPT).judge();
    assertThat(tally.corrupt()).isEqualTo(1);
    assertThat(tally.lost()).isZero();
  }

  @Test
  void aDeleteExplainsAnAbsentRegister() {
    Tally tally = history.ok(1, 0).write(2, 0, Kind.DELETE, Outcome.OK).judge();
    assertThat(tally.lost()).isZero();
  }

  @Test
  void aDeleteWithoutAnswerExplainsItToo() {
    Tally tally = history.ok(1, 0).write(2, 0, Kind.DELETE, Outcome.UNKNOWN).judge();
    assertThat(tally.lost()).isZero();
  }

  @Test
  void aRefusedDeleteExplainsNothing() {
    Tally tally = history.ok(1, 0).write(2, 0, Kind.DELETE, Outcome.FAIL).judge();
    assertThat(tally.lost()).isEqualTo(1);
  }

  @Test
  void aWriteAfterTheDeleteIsLostIfTheRegisterIsAbsent() {
    Tally tally = history.ok(1, 0).write(2, 0, Kind.DELETE, Outcome.OK).ok(3, 0).judge();
    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.samples().get(0).version()).isEqualTo(3);
  }

  @Test
  void anAcknowledgedDeleteWhoseKeyIsBackIsResurrected() {
    Tally tally = history.ok(1, 0).write(2, 0, Kind.DELETE, Outcome.OK).found(0, 1).judge();
    assertThat(tally.resurrected()).isEqualTo(1);
    assertThat(tally.lost()).isEqualTo(1);
  }

  @Test
  void anExpiredRegisterIsNoLoss() {
    Tally tally = history.write(60, 0, Kind.EXPIRING, Outcome.OK).judge();
    assertThat(tally.lost()).isZero();
    assertThat(tally.expired()).isEqualTo(1);
  }

  @Test
  void aRegisterThatHadNoTimeToExpireIsLost() {
    Tally tally = history.write(90, 0, Kind.EXPIRING, Outcome.OK).judge();
    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.expired()).isZero();
  }

  @Test
  void saysNothingOfAbsentRegistersWhereKeysWereEvicted() {
    Tally tally = history.evicting().ok(1, 0).ok(2, 1).ok(3, 1).found(1, 2).judge();
    assertThat(tally.evicted()).isEqualTo(1);
    assertThat(tally.lost()).as("a stale value is no eviction").isEqualTo(1);
  }

  @Test
  void seesATransactionOfWhichOnlyAPartIsThere() {
    Tally tally =
        history
            .write(1, 0, Kind.TRANSACTION, Outcome.OK)
            .write(2, 1, Kind.TRANSACTION, Outcome.OK, true)
            .found(0, 1)
            .judge();
    assertThat(tally.torn()).isEqualTo(1);
  }

  @Test
  void aTransactionThatIsLostAsAWholeIsNotTorn() {
    Tally tally =
        history
            .ok(1, 2)
            .write(2, 0, Kind.TRANSACTION, Outcome.OK)
            .write(3, 1, Kind.TRANSACTION, Outcome.OK, true)
            .found(2, 1)
            .judge();
    assertThat(tally.torn()).isZero();
    assertThat(tally.lost()).isEqualTo(2);
  }

  @Test
  void countsWhatASnapshotShouldHaveHeld() {
    Tally tally = history.saveBegan(3).ok(1, 0).ok(2, 1).ok(5, 2).found(0, 1).judge();
    assertThat(tally.lost()).isEqualTo(2);
    assertThat(tally.lostBeforeSave()).isEqualTo(1);
  }

  @Test
  void countsWhatAPowerCutLeftInTheLog() {
    LogEnd left = new LogEnd(Map.of(0, new LogSurvey.Range(2, 3)), true);
    Tally tally = history.left(left).ok(1, 0).ok(2, 1).ok(3, 1).ok(4, 2).found(0, 1).judge();
    assertThat(tally.lost()).isEqualTo(3);
    assertThat(tally.holes()).isZero();
    assertThat(tally.stillLogged()).isEqualTo(2);
    Attribution why = cutUnderNo(tally);
    assertThat(why.causes()).containsOnly(entry("un-synced tail", 1L), entry("unexplained", 2L));
    assertThat(why.unexplained()).isEqualTo(2);
  }

  @Test
  void aHoleInTheLogThatIsLeftCountsOnce() {
    LogEnd left = new LogEnd(Map.of(0, new LogSurvey.Range(1, 3)), true);
    Tally tally = history.left(left).ok(1, 0).ok(2, 1).ok(3, 2).found(0, 1).found(2, 3).judge();
    assertThat(tally.holes()).isEqualTo(1);
    assertThat(tally.stillLogged()).isZero();
    assertThat(cutUnderNo(tally).unexplained()).isEqualTo(1);
  }

  @Test
  void whatIsLostAlthoughTheCutLeftNothingOfItIsExplained() {
    Tally tally = history.ok(1, 0).ok(2, 1).found(0, 1).judge();
    assertThat(cutUnderNo(tally).causes()).containsOnly(entry("un-synced tail", 1L));
  }

  @Test
  void whatAFaultSaysOfItselfIsTheCauseWhereOnlyABackupHelps() {
    Tally tally = history.ok(1, 0).ok(2, 1).found(0, 1).judge();
    Attribution said =
        Attribution.of(tally, new Promise.OnlyBackups(), false, Optional.of("flushed"), false);
    assertThat(said.causes()).containsOnly(entry("flushed", 1L));
    Attribution silent =
        Attribution.of(tally, new Promise.OnlyBackups(), false, Optional.empty(), false);
    assertThat(silent.causes()).containsOnly(entry("files damaged or gone", 1L));
  }

  private static Attribution cutUnderNo(Tally tally) {
    Promise unbounded = new Promise.KernelDecides();
    return Attribution.of(tally, unbounded, false, Optional.of(Attribution.UNSYNCED), false);
  }

  @Test
  void knowsHowMuchFlowedRightBeforeTheFault() {
    Tally tally = history.ok(1, 0).ok(50, 1).found(0, 1).found(1, 50).judge();
    assertThat(tally.acknowledgedBefore()).isEqualTo(2);
    assertThat(tally.acknowledgedRightBefore()).isZero();
  }

  @Test
  void refusesAHistoryThatIsOutOfOrder() {
    history.ok(2, 0).ok(1, 0);
    assertThatThrownBy(history::judge)
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("version 1 of writer 0 after 2");
  }

  @Test
  void refusesARegisterThatWasNotRead() {
    history.ok(1, Recorded.KEYS);
    assertThatThrownBy(history::judge)
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("key 3 of writer 0, which was not read");
  }

  @Test
  void countsWhatASecondRestartLost() {
    history.ok(1, 0).ok(2, 1).ok(3, 1).found(0, 1).found(1, 3).close();
    Survivors second = new Survivors(new int[] {Recorded.KEYS});
    second.found(0, 1);
    second.found(1, 2);
    long lost =
        HistoryJudge.lostBetween(history.file(), history.survivors(), second, history.question());
    assertThat(lost).isEqualTo(1);
    assertThat(
            HistoryJudge.lostBetween(
                history.file(), history.survivors(), history.survivors(), history.question()))
        .isZero();
  }
}
