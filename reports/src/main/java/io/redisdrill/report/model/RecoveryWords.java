package io.redisdrill.report.model;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.FaultRecovered;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.DrillResult.RecoveryTime;
import io.redisdrill.report.text.Amounts;
import java.util.Collections;
import java.util.List;

/** How long it took, in words. */
final class RecoveryWords {
  private RecoveryWords() {}

  static String served(DrillResult result) {
    if (result.fault().name().equals("no-fault")) {
      return "no fault was injected";
    }
    if (result.faults().size() > 1) {
      return ofSeveral(result.faults());
    }
    return result
        .recoveryTime()
        .map(RecoveryTime::totalMillis)
        .map(millis -> "it served again after " + Amounts.millis(millis))
        .orElse("it was not seen to serve again");
  }

  private static String ofSeveral(List<FaultRecovered> faults) {
    List<Double> seen =
        faults.stream()
            .flatMap(fault -> fault.recoveryTime().stream())
            .map(RecoveryTime::totalMillis)
            .toList();
    if (seen.size() < faults.size()) {
      return "it was seen to serve again after %d of %d faults only"
          .formatted(seen.size(), faults.size());
    }
    return "it served again after each of %d faults, within %s at the longest"
        .formatted(faults.size(), Amounts.millis(Collections.max(seen)));
  }

  static String tooLate(DrillResult result, Objective limit) {
    return served(result).replace("again after", "again only after")
        + ", and "
        + Amounts.limit(limit.limit())
        + " is the objective";
  }
}
