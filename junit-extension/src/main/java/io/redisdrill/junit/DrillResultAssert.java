package io.redisdrill.junit;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import java.time.Duration;
import java.util.Locale;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what a drill showed, for AssertJ, which the test suite brings. Each fails, too, if
 * the figure was not shown at all.
 */
public final class DrillResultAssert extends AbstractAssert<DrillResultAssert, DrillResult> {
  private DrillResultAssert(DrillResult actual) {
    super(actual, DrillResultAssert.class);
  }

  /** Starts to assert. */
  public static DrillResultAssert assertThat(DrillResult actual) {
    return new DrillResultAssert(actual);
  }

  /** Fails unless the verdict is PASS. */
  public DrillResultAssert passes() {
    isNotNull();
    if (actual.verdict() != Verdict.PASS) {
      failWithMessage("%s", Sentences.of(actual));
    }
    return this;
  }

  /**
   * Fails if one acknowledged write is lost, then or at another clean restart, or if what is there
   * is wrong: a corrupt value, a part of a transaction, a key that came back.
   */
  public DrillResultAssert losesNothing() {
    restIsSound();
    if (actual.dataLoss().lost() > 0) {
      failWithMessage("%s; nothing was allowed. %s", loss(), report());
    }
    return this;
  }

  /**
   * Fails if an acknowledged write is lost that is older than {@code limit} before the fault, if
   * one is lost for another reason, or if what is there is wrong. See {@link #losesNothing}.
   */
  public DrillResultAssert losesAtMost(Duration limit) {
    restIsSound();
    if (actual.dataLoss().windowMillis() > limit.toNanos() / 1e6) {
      failWithMessage("%s; the last %d ms were allowed. %s", loss(), limit.toMillis(), report());
    }
    return this;
  }

  /** Fails if no acknowledged write is lost: for what is expected to lose. */
  public DrillResultAssert losesSomething() {
    wasShown();
    if (actual.dataLoss().lost() == 0) {
      failWithMessage("%s lost nothing; a loss was expected. %s", actual.drill(), report());
    }
    return this;
  }

  /** Fails if the first acknowledged write came later than {@code limit} after the fault. */
  public DrillResultAssert recoversWithin(Duration limit) {
    wasShown();
    double millis =
        actual.recoveryTime().map(DrillResult.RecoveryTime::totalMillis).orElse(Double.NaN);
    if (Double.isNaN(millis)) {
      failWithMessage("%s acknowledged no write after the fault. %s", actual.drill(), report());
    }
    if (millis > limit.toNanos() / 1e6) {
      failWithMessage(
          "%s",
          String.format(
              Locale.ROOT,
              "%s acknowledged its first write %.1f ms after the fault; %d ms were allowed. %s",
              actual.drill(),
              millis,
              limit.toMillis(),
              report()));
    }
    return this;
  }

  /** What is UNKNOWN shows nothing, in particular no loss of nothing, whatever else failed. */
  private void wasShown() {
    isNotNull();
    boolean unknown =
        actual.verdict() == Verdict.UNKNOWN
            || actual.checks().stream().anyMatch(check -> check.verdict() == Verdict.UNKNOWN);
    if (unknown) {
      failWithMessage("%s", Sentences.of(actual));
    }
  }

  /** A window says something of a loss if all else holds: a check that failed is no part of it. */
  private void restIsSound() {
    wasShown();
    if (actual.checks().stream().anyMatch(check -> check.verdict() != Verdict.PASS)) {
      failWithMessage("%s", Sentences.of(actual));
    }
    actual
        .secondRestart()
        .filter(restart -> restart.lost() > 0 || restart.resurrected() > 0)
        .ifPresent(
            restart ->
                failWithMessage(
                    "%s lost %s acknowledged writes at another clean restart, and brought %s"
                        + " registers back; nothing was allowed. %s",
                    actual.drill(), restart.lost(), restart.resurrected(), report()));
  }

  private String loss() {
    return String.format(
        Locale.ROOT,
        "%s lost %,d of %,d acknowledged writes, the earliest %.1f ms before the fault",
        actual.drill(),
        actual.dataLoss().lost(),
        actual.writes().acknowledged(),
        actual.dataLoss().windowMillis());
  }

  private String report() {
    return "Report: " + actual.runDirectory() + "/report.html";
  }
}
