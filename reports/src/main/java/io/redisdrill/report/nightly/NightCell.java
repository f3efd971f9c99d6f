package io.redisdrill.report.nightly;

import io.redisdrill.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * A cell of the matrix: the repetitions of one drill on one platform.
 *
 * @param cell the platform and the drill
 * @param platform where
 * @param drill which
 * @param stack which was deployed
 * @param verdict the worst of its runs
 * @param promise of the configuration, as a result names it
 * @param windows of each run of which it is known, in milliseconds, sorted
 * @param recoveries of each run that came back, in milliseconds, sorted
 * @param runs by repetition
 */
public record NightCell(
    String cell,
    String platform,
    String drill,
    String stack,
    Verdict verdict,
    String promise,
    List<Double> windows,
    List<Double> recoveries,
    List<NightRun> runs) {
  public NightCell {
    windows = List.copyOf(windows);
    recoveries = List.copyOf(recoveries);
    runs = List.copyOf(runs);
  }

  /** Returns what its runs come to. */
  public static NightCell of(String platform, String drill, String stack, List<NightRun> runs) {
    return new NightCell(
        name(platform, drill),
        platform,
        drill,
        stack,
        runs.stream().map(NightRun::verdict).reduce(Verdict::and).orElse(Verdict.UNKNOWN),
        runs.stream().map(NightRun::promise).filter(it -> !it.equals("-")).findFirst().orElse("-"),
        runs.stream().flatMap(run -> run.windowMillis().stream()).sorted().toList(),
        runs.stream().flatMap(run -> run.recoveryMillis().stream()).sorted().toList(),
        runs.stream().sorted(Comparator.comparingInt(NightRun::repetition)).toList());
  }

  /** Returns the name of a cell. */
  public static String name(String platform, String drill) {
    return platform + "/" + drill;
  }

  /** Returns how many of its runs have a verdict. */
  public long count(Verdict wanted) {
    return runs.stream().filter(run -> run.verdict() == wanted).count();
  }
}
