package io.redisdrill.report;

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

/** Makes results by hand. */
public final class Results {
  private Results() {}

  /** A result with a loss, a recovery of 41 ms, and objectives and checks as given. */
  public static DrillResult of(DataLoss loss, List<Objective> objectives, Check... checks) {
    Verdict verdict =
        objectives.stream().map(Objective::verdict).reduce(Verdict.PASS, Verdict::and);
    for (Check check : checks) {
      verdict = verdict.and(check.verdict());
    }
    return new DrillResult(
        DrillResult.SCHEMA,
        "aof-container-kill",
        "embedded",
        verdict,
        new DrillResult.Redis("7.0.15", "aof"),
        new Writes(412_400, 412_310, 40, 50),
        loss,
        Optional.of(new RecoveryTime(41.2, List.of())),
        objectives,
        List.of(checks),
        new FaultShown("container-kill", Map.of("process", "4711")),
        List.of(),
        Optional.of(new SecondRestart(0, 0)),
        List.of(),
        Optional.empty(),
        1,
        "drill-runs/20261124T221500Z-aof-container-kill");
  }

  /** A loss of this size and window, all of it explained but for some. */
  public static DataLoss loss(long lost, double window, long unexplained) {
    return new DataLoss(
        lost, window, 3, 0, 0, 0, 0, 0, 0, 0, unexplained, Map.of("cause", lost), List.of());
  }

  /** An objective for the loss of data. */
  public static Objective window(Verdict verdict, String limit, String source) {
    return new Objective("data loss window", limit, source, verdict, "as found; as allowed");
  }
}
