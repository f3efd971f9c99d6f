package io.redisdrill.report.model;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.RecoveryTime;
import io.redisdrill.Verdict;
import io.redisdrill.judge.RunManifest;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/**
 * One run among many.
 *
 * @param directory its name
 * @param page whether it has a {@code report.html}
 * @param started when
 * @param drill its name
 * @param platform where it ran
 * @param verdict absent if it was never judged: it goes on, or was cut off
 * @param lost acknowledged writes, if what survived was read back
 * @param windowMillis of the loss, likewise
 * @param recoveryMillis to the first acknowledged write, if one came
 * @param phaseMillis at what part of the wall clock's second the power was cut, if it was
 */
public record RunSummary(
    String directory,
    boolean page,
    Instant started,
    String drill,
    String platform,
    Optional<Verdict> verdict,
    Optional<Long> lost,
    Optional<Double> windowMillis,
    Optional<Double> recoveryMillis,
    Optional<Double> phaseMillis) {

  /** Reads what is needed of a run. */
  public static RunSummary of(RunDirectory run) {
    RunManifest manifest = RunManifest.of(run);
    Optional<DrillResult> result = ResultFile.read(run);
    Optional<DrillResult.DataLoss> loss =
        result.filter(it -> new Findings(it).lossIsKnown()).map(DrillResult::dataLoss);
    return new RunSummary(
        String.valueOf(run.path().getFileName()),
        Files.exists(run.file("report.html")),
        manifest.started(),
        manifest.drill(),
        manifest.platform(),
        result.map(DrillResult::verdict),
        loss.map(DrillResult.DataLoss::lost),
        loss.map(DrillResult.DataLoss::windowMillis),
        result.flatMap(DrillResult::recoveryTime).map(RecoveryTime::totalMillis),
        result.flatMap(CutProof::of).flatMap(CutProof::phaseMillis));
  }
}
