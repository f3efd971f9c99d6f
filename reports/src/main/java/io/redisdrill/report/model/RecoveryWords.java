package io.redisdrill.report.model;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.DrillResult.RecoveryTime;
import io.redisdrill.report.text.Amounts;

/** How long it took, in words. */
final class RecoveryWords {
  private RecoveryWords() {}

  static String served(DrillResult result) {
    if (result.fault().name().equals("no-fault")) {
      return "no fault was injected";
    }
    return result
        .recoveryTime()
        .map(RecoveryTime::totalMillis)
        .map(millis -> "it served again after " + Amounts.millis(millis))
        .orElse("it was not seen to serve again");
  }

  static String tooLate(DrillResult result, Objective limit) {
    return served(result).replace("again after", "again only after")
        + ", and "
        + Amounts.limit(limit.limit())
        + " is the objective";
  }
}
