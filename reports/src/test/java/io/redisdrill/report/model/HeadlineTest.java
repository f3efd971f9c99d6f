package io.redisdrill.report.model;

import static io.redisdrill.Verdict.FAIL;
import static io.redisdrill.Verdict.PASS;
import static io.redisdrill.Verdict.UNKNOWN;
import static io.redisdrill.report.Results.loss;
import static io.redisdrill.report.Results.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.DataLoss;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.judge.Check;
import io.redisdrill.report.Results;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final String LAST_SAVE = "kept up to the last completed save";

  private static void says(DrillResult result, String sentence) {
    assertThat(Headline.of(result)).isEqualTo(new Headline(result.verdict(), sentence));
  }

  @Test
  void nothingLost() {
    says(
        Results.of(loss(0, 0, 0), List.of(window(PASS, "PT0S", "promise"))),
        "Nothing that Redis acknowledged was lost; it served again after 41 ms.");
  }

  @Test
  void lostWhatWasNeverPromised() {
    says(
        Results.of(loss(9_120, 812.4, 0), List.of(window(PASS, "nothing is kept", "promise"))),
        "9,120 of 412,310 acknowledged writes are gone, from the last 812 ms before the fault;"
            + " the configuration never promised to keep them: it persists nothing; it served"
            + " again after 41 ms.");
  }

  @Test
  void lostEverythingSinceTheLastSave() {
    says(
        Results.of(loss(412_310, 3_000, 0), List.of(window(PASS, LAST_SAVE, "promise"))),
        "All 412,310 acknowledged writes are gone, from the last 3.00 s before the fault; the"
            + " configuration promises only what its last completed save holds; it served again"
            + " after 41 ms.");
  }

  @Test
  void lostLessThanTheObjectiveAllows() {
    says(
        Results.of(loss(9_120, 812.4, 0), List.of(window(PASS, "PT2S", "stated"))),
        "9,120 of 412,310 acknowledged writes are gone, from the last 812 ms before the fault; the"
            + " objective allows the last 2 s; it served again after 41 ms.");
  }

  @Test
  void lostAlthoughNothingMayBe() {
    says(
        Results.of(loss(9_120, 812.4, 9_120), List.of(window(FAIL, "PT0S", "promise"))),
        "9,120 of 412,310 acknowledged writes are gone, from the last 812 ms before the fault; the"
            + " configuration promises to lose nothing; it served again after 41 ms.");
  }

  @Test
  void lostSomeThatShouldHaveBeenKept() {
    says(
        Results.of(
            loss(9_120, 812.4, 20),
            List.of(window(FAIL, LAST_SAVE, "promise")),
            new Check("every loss explained", FAIL, "20 lost writes without a known cause")),
        "9,120 of 412,310 acknowledged writes are gone, from the last 812 ms before the fault;"
            + " no known cause explains 20 of them, so they should have been kept; it served"
            + " again after 41 ms.");
  }

  @Test
  void lostOnlyWhatCameAfterTheFault() {
    says(
        Results.of(loss(5, 0, 5), List.of(window(FAIL, "PT0S", "promise"))),
        "5 of 412,310 acknowledged writes are gone, all of them acknowledged after the fault"
            + " began; the configuration promises to lose nothing; it served again after 41 ms.");
  }

  @Test
  void tooSlow() {
    says(
        Results.of(
            loss(0, 0, 0),
            List.of(
                window(PASS, "PT0S", "promise"),
                new Objective("recovery time", "PT0.02S", "stated", FAIL, "too slow"))),
        "Nothing that Redis acknowledged was lost; it served again only after 41 ms, and 20 ms is"
            + " the objective.");
  }

  @Test
  void brokenInAnotherWay() {
    says(
        Results.of(
            loss(0, 0, 0),
            List.of(window(PASS, "PT0S", "promise")),
            new Check("no corrupt value", FAIL, "2 registers whose value does not check")),
        "Nothing that Redis acknowledged was lost; 2 registers whose value does not check; it"
            + " served again after 41 ms.");
  }

  @Test
  void nothingCanBeConcluded() {
    says(
        Results.of(
            DataLoss.NOT_JUDGED,
            List.of(window(UNKNOWN, "PT0S", "promise")),
            new Check("fault took effect", UNKNOWN, "nothing proves that it did: {}")),
        "Nothing can be concluded, because “fault took effect” is not shown: nothing proves that"
            + " it did: {}.");
  }

  @Test
  void nothingCanBeConcludedAlthoughSomethingIsLost() {
    says(
        Results.of(
            loss(9_120, 812.4, 0),
            List.of(window(PASS, "PT2S", "stated")),
            new Check("enough load", UNKNOWN, "3 writes")),
        "9,120 of 412,310 acknowledged writes are gone, from the last 812 ms before the fault;"
            + " nothing can be concluded, because “enough load” is not shown: 3 writes.");
  }

  @Test
  void aControlThatFound() {
    says(
        Results.of(
            loss(1, 10, 1),
            List.of(new Objective("found: a key that is missing", "1", "control", PASS, "1"))),
        "The instrument found what was planted (a key that is missing), as it has to.");
  }

  @Test
  void aControlThatMissed() {
    says(
        Results.of(
            loss(0, 0, 0),
            List.of(new Objective("found: a key that is missing", "1", "control", FAIL, "0"))),
        "The instrument missed what was planted, so none of its figures count.");
  }
}
