package io.redisdrill.scenario.cli;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import java.util.List;

/** What several repetitions of one drill have in common. */
final class Summary {
  private Summary() {}

  /** Returns the verdicts, the range of the loss, and the recovery times of at least one result. */
  static String of(List<DrillResult> results) {
    double[] windows =
        results.stream().mapToDouble(result -> result.dataLoss().windowMillis()).sorted().toArray();
    double[] recoveries =
        results.stream()
            .flatMap(result -> result.recoveryTime().stream())
            .mapToDouble(DrillResult.RecoveryTime::totalMillis)
            .sorted()
            .toArray();
    String recovery =
        recoveries.length == 0
            ? "no recovery"
            : "recovery median %s, worst %s"
                .formatted(
                    Figures.millis(median(recoveries)),
                    Figures.millis(recoveries[recoveries.length - 1]));
    return "%d × %s: %d PASS, %d UNKNOWN, %d FAIL; lost window min %s, median %s, max %s; %s"
        .formatted(
            results.size(),
            results.get(0).drill(),
            count(results, Verdict.PASS),
            count(results, Verdict.UNKNOWN),
            count(results, Verdict.FAIL),
            Figures.millis(windows[0]),
            Figures.millis(median(windows)),
            Figures.millis(windows[windows.length - 1]),
            recovery);
  }

  private static long count(List<DrillResult> results, Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
