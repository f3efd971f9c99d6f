package io.redisdrill.junit;

import static io.redisdrill.junit.DrillResultAssert.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.DataLoss;
import io.redisdrill.DrillResult.FaultShown;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.DrillResult.RecoveryTime;
import io.redisdrill.DrillResult.SecondRestart;
import io.redisdrill.DrillResult.Writes;
import io.redisdrill.Verdict;
import io.redisdrill.judge.Check;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Each assertion holds where it should, fails where it should, and says why in a sentence. */
class DrillResultAssertTest {
  private static final DrillResult KEPT = result(Verdict.PASS, 0, 0, Optional.of(143.0));
  private static final DrillResult LOST = result(Verdict.FAIL, 9_120, 812.4, Optional.of(143.0));
  private static final DrillResult DOWN = result(Verdict.FAIL, 0, 0, Optional.empty());
  private static final DrillResult NOTHING = result(Verdict.UNKNOWN, 0, 0, Optional.of(143.0));

  private static DrillResult result(
      Verdict verdict, long lost, double window, Optional<Double> recovered) {
    return result(
        verdict,
        lost,
        window,
        recovered,
        verdict == Verdict.UNKNOWN
            ? List.of(
                new Check("enough load", Verdict.UNKNOWN, "12 writes; at least 50 are needed"))
            : List.of(),
        Optional.empty());
  }

  private static DrillResult failed(Check check) {
    return result(Verdict.FAIL, 0, 0, Optional.of(143.0), List.of(check), Optional.empty());
  }

  private static DrillResult result(
      Verdict verdict,
      long lost,
      double window,
      Optional<Double> recovered,
      List<Check> checks,
      Optional<SecondRestart> second) {
    return new DrillResult(
        DrillResult.SCHEMA,
        "aof-everysec-power-cut",
        "embedded",
        verdict,
        new DrillResult.Redis("7.0.15", "aof"),
        new Writes(151_200, 151_183, 0, 17),
        new DataLoss(lost, window, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), List.of()),
        recovered.map(millis -> new RecoveryTime(millis, List.of())),
        List.of(
            new Objective(
                "data loss window",
                "PT0S",
                "stated",
                verdict,
                lost + " acknowledged writes are lost; nothing is allowed")),
        checks,
        new FaultShown("power-cut", Map.of()),
        List.of(),
        second,
        List.of(),
        Optional.empty(),
        1,
        "drill-runs/one");
  }

  private static void holds(ThrowingCallable assertion) {
    assertThatCode(assertion).doesNotThrowAnyException();
  }

  private static void fails(ThrowingCallable assertion, String message) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
  }

  @Test
  void whatHolds() {
    holds(() -> assertThat(KEPT).passes().losesNothing().losesAtMost(ofSeconds(0)));
    holds(() -> assertThat(KEPT).recoversWithin(ofMillis(143)));
    holds(() -> assertThat(LOST).losesSomething().losesAtMost(ofMillis(813)));
  }

  @Test
  void aLoss() {
    fails(
        () -> assertThat(LOST).losesNothing(),
        "aof-everysec-power-cut lost 9,120 of 151,183 acknowledged writes, the earliest 812.4 ms"
            + " before the fault; nothing was allowed. Report: drill-runs/one/report.html");
    fails(
        () -> assertThat(LOST).losesAtMost(ofMillis(500)),
        "aof-everysec-power-cut lost 9,120 of 151,183 acknowledged writes, the earliest 812.4 ms"
            + " before the fault; the last 500 ms were allowed. Report: drill-runs/one/report.html");
    fails(
        () -> assertThat(KEPT).losesSomething(),
        "aof-everysec-power-cut lost nothing; a loss was expected. Report:"
            + " drill-runs/one/report.html");
  }

  @Test
  void aRecovery() {
    fails(
        () -> assertThat(KEPT).recoversWithin(ofMillis(100)),
        "aof-everysec-power-cut acknowledged its first write 143.0 ms after the fault; 100 ms were"
            + " allowed. Report: drill-runs/one/report.html");
    assertThatThrownBy(() -> assertThat(DOWN).recoversWithin(ofSeconds(60)))
        .hasMessageStartingWith("aof-everysec-power-cut acknowledged no write after the fault.");
  }

  @Test
  void aVerdict() {
    fails(
        () -> assertThat(LOST).passes(),
        "The drill aof-everysec-power-cut on embedded failed: 9120 acknowledged writes are lost;"
            + " nothing is allowed. Report: drill-runs/one/report.html");
  }

  @Test
  void whatWasNotShownHoldsNowhere() {
    String nothing =
        "The drill aof-everysec-power-cut on embedded shows nothing, neither a loss nor that there"
            + " was none: 0 acknowledged writes are lost; nothing is allowed. 'enough load' does"
            + " not hold: 12 writes; at least 50 are needed. Report: drill-runs/one/report.html";
    fails(() -> assertThat(NOTHING).passes(), nothing);
    fails(() -> assertThat(NOTHING).losesNothing(), nothing);
    fails(() -> assertThat(NOTHING).losesAtMost(ofSeconds(9)), nothing);
    fails(() -> assertThat(NOTHING).losesSomething(), nothing);
    fails(() -> assertThat(NOTHING).recoversWithin(ofSeconds(9)), nothing);
  }

  /** A verdict of FAIL is no proof that the rest was shown. */
  @Test
  void aFailureOfSomethingElseIsNoLossOfNothing() {
    for (Check check :
        List.of(
            new Check(
                "service came back", Verdict.FAIL, "no write was acknowledged before the deadline"),
            new Check("no corrupt value", Verdict.FAIL, "3 registers whose value does not check"),
            new Check("every loss explained", Verdict.FAIL, "3 lost writes without a known cause"),
            new Check(
                "history complete", Verdict.UNKNOWN, "9 writes are recorded, 12 were sent"))) {
      DrillResult result = failed(check);
      assertThatThrownBy(() -> assertThat(result).losesNothing())
          .hasMessageContaining(check.message());
      assertThatThrownBy(() -> assertThat(result).losesAtMost(ofSeconds(9)))
          .hasMessageContaining(check.message());
    }
    fails(
        () ->
            assertThat(failed(new Check("enough load", Verdict.UNKNOWN, "12 writes")))
                .losesSomething(),
        "The drill aof-everysec-power-cut on embedded failed: 0 acknowledged writes are lost;"
            + " nothing is allowed. 'enough load' does not hold: 12 writes. Report:"
            + " drill-runs/one/report.html");
  }

  @Test
  void whatIsLostAtAnotherRestartIsLost() {
    DrillResult poisoned =
        result(
            Verdict.FAIL,
            0,
            0,
            Optional.of(143.0),
            List.of(),
            Optional.of(new SecondRestart(12, 0)));
    fails(
        () -> assertThat(poisoned).recoversWithin(ofMillis(200)).losesNothing(),
        "aof-everysec-power-cut lost 12 acknowledged writes at another clean restart, and brought 0"
            + " registers back; nothing was allowed. Report: drill-runs/one/report.html");
    assertThatThrownBy(() -> assertThat(poisoned).losesAtMost(ofSeconds(9)))
        .hasMessageContaining("at another clean restart");
  }
}
