package io.redisdrill.report.model;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.DataLoss;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.report.text.Amounts;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** What was lost, and what may be, in words. */
final class LossWords {
  private LossWords() {}

  static String lost(DrillResult result) {
    DataLoss loss = result.dataLoss();
    if (loss.lost() == 0) {
      return "nothing that Redis acknowledged was lost";
    }
    String all =
        loss.lost() == result.writes().acknowledged()
            ? "all "
            : Amounts.count(loss.lost()) + " of ";
    return all
        + Amounts.count(result.writes().acknowledged())
        + " acknowledged writes are gone, "
        + since(loss);
  }

  private static String since(DataLoss loss) {
    return loss.windowMillis() > 0
        ? "from the last " + Amounts.millis(loss.windowMillis()) + " before the fault"
        : "all of them acknowledged after the fault began";
  }

  /** Returns what the objective allows, or the configuration promises. */
  static String allowed(Objective loss) {
    return loss.source().equals("stated") ? stated(loss.limit()) : promised(loss.limit());
  }

  private static String stated(String limit) {
    return isZero(limit)
        ? "the objective is to lose nothing"
        : "the objective allows the last " + Amounts.limit(limit);
  }

  private static String promised(String limit) {
    if (isZero(limit)) {
      return "the configuration promises to lose nothing";
    }
    if (Character.toUpperCase(limit.charAt(0)) == 'P' && !Amounts.limit(limit).equals(limit)) {
      return "the configuration promises to lose no more than the last " + Amounts.limit(limit);
    }
    return switch (limit) {
      case "nothing is kept" ->
          "the configuration never promised to keep them: it persists nothing";
      case "kept up to the last completed save" ->
          "the configuration promises only what its last completed save holds";
      default -> "the configuration promises: " + limit;
    };
  }

  private static boolean isZero(String limit) {
    try {
      return Duration.parse(limit).isZero();
    } catch (DateTimeParseException words) {
      return limit.equals("nothing is lost");
    }
  }
}
