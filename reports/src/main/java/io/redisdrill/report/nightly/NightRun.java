package io.redisdrill.report.nightly;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.DrillResult.RecoveryTime;
import io.redisdrill.Verdict;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One drill of a night: a line of {@code cells.jsonl}.
 *
 * @param cell it belongs to
 * @param repetition from 0
 * @param verdict on it
 * @param why it shows nothing; empty if it does
 * @param lost acknowledged writes, if what survived was read back
 * @param windowMillis of the loss, likewise
 * @param recoveryMillis to the first acknowledged write, if one came
 * @param promise what the configuration says it keeps, as a result names it
 * @param redisVersion of the server
 * @param runDirectory below the directory of the night; empty if it was not run
 * @param seconds it took
 */
public record NightRun(
    String cell,
    int repetition,
    Verdict verdict,
    String why,
    Optional<Long> lost,
    Optional<Double> windowMillis,
    Optional<Double> recoveryMillis,
    String promise,
    String redisVersion,
    String runDirectory,
    double seconds) {
  private static final String WINDOW = "data loss window";

  /** Returns what a drill showed. */
  public static NightRun of(
      String cell, int repetition, DrillResult result, Path night, double seconds) {
    Optional<Objective> window =
        result.objectives().stream().filter(each -> each.name().equals(WINDOW)).findFirst();
    boolean known = window.filter(each -> each.verdict() != Verdict.UNKNOWN).isPresent();
    return new NightRun(
        cell,
        repetition,
        result.verdict(),
        result.verdict() == Verdict.UNKNOWN ? reason(result) : "",
        known ? Optional.of(result.dataLoss().lost()) : Optional.empty(),
        known ? Optional.of(result.dataLoss().windowMillis()) : Optional.empty(),
        result.recoveryTime().map(RecoveryTime::totalMillis),
        window.map(Objective::limit).orElse("-"),
        result.redis().version(),
        relative(night, Path.of(result.runDirectory())),
        seconds);
  }

  /** Returns a drill that was not run, which is never a pass. */
  public static NightRun notRun(String cell, int repetition, String why) {
    return new NightRun(
        cell,
        repetition,
        Verdict.UNKNOWN,
        why,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "-",
        "unknown",
        "",
        0);
  }

  /** Returns it as another directory sees it. */
  NightRun seenFrom(Path here, Path night) {
    return runDirectory.isEmpty()
        ? this
        : new NightRun(
            cell,
            repetition,
            verdict,
            why,
            lost,
            windowMillis,
            recoveryMillis,
            promise,
            redisVersion,
            relative(here, night.resolve(runDirectory)),
            seconds);
  }

  private static String relative(Path from, Path to) {
    return from.toAbsolutePath()
        .normalize()
        .relativize(to.toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }

  private static String reason(DrillResult result) {
    return result
        .problem()
        .or(
            () ->
                result.checks().stream()
                    .filter(check -> check.verdict() != Verdict.PASS)
                    .map(check -> check.name() + ": " + check.message())
                    .findFirst())
        .orElse("an objective could not be judged");
  }
}
