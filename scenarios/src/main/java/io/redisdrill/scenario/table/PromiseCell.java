package io.redisdrill.scenario.table;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import java.util.List;

/**
 * What repetitions of one fault under one policy showed.
 *
 * @param fault the row
 * @param policy the column
 * @param promise what the configuration says it keeps
 * @param runs how many were judged
 * @param unknown how many showed nothing
 * @param failed how many broke the promise
 * @param medianLost acknowledged writes
 * @param worstLost acknowledged writes
 * @param windows the data-loss window of each judged run, in milliseconds, sorted
 */
public record PromiseCell(
    String fault,
    String policy,
    String promise,
    int runs,
    int unknown,
    int failed,
    long medianLost,
    long worstLost,
    List<Double> windows) {
  public PromiseCell {
    windows = List.copyOf(windows);
  }

  static PromiseCell of(String fault, String policy, List<DrillResult> results) {
    List<DrillResult> judged =
        results.stream().filter(result -> result.verdict() != Verdict.UNKNOWN).toList();
    List<Long> lost = judged.stream().map(result -> result.dataLoss().lost()).sorted().toList();
    return new PromiseCell(
        fault,
        policy,
        judged.stream().findFirst().map(PromiseCell::promise).orElse("-"),
        judged.size(),
        results.size() - judged.size(),
        (int) judged.stream().filter(result -> result.verdict() == Verdict.FAIL).count(),
        lost.isEmpty() ? 0 : lost.get(lost.size() / 2),
        lost.isEmpty() ? 0 : lost.get(lost.size() - 1),
        judged.stream().map(result -> result.dataLoss().windowMillis()).sorted().toList());
  }

  private static String promise(DrillResult result) {
    return result.objectives().stream()
        .filter(objective -> objective.name().equals("data loss window"))
        .map(DrillResult.Objective::limit)
        .findFirst()
        .orElse("-");
  }

  /** Returns the median of the windows; 0 if none was judged. */
  public double medianMillis() {
    int middle = windows.size() / 2;
    if (windows.isEmpty()) {
      return 0;
    }
    return windows.size() % 2 == 1
        ? windows.get(middle)
        : (windows.get(middle - 1) + windows.get(middle)) / 2;
  }

  /** Returns the longest window; 0 if none was judged. */
  public double worstMillis() {
    return windows.isEmpty() ? 0 : windows.get(windows.size() - 1);
  }
}
