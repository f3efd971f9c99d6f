package io.redisdrill.scenario.table;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.report.html.MatrixPage.Kind;
import io.redisdrill.report.html.MatrixPage.Run;
import io.redisdrill.report.html.MatrixPage.Shown;
import io.redisdrill.scenario.Defect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one drill showed on one engine: never what a release note says.
 *
 * @param drill the row
 * @param engine the column
 * @param kind whether a defect was shown, a promise kept, or nothing shown
 * @param words in short
 * @param runs behind it, by the names of their directories
 */
public record EngineCell(String drill, String engine, Kind kind, String words, List<Run> runs) {
  private static final int MOST_WORDS = 160;

  /** A path of this machine says nothing to others: its last part does. */
  private static final Pattern PATH = Pattern.compile("(?:/[\\w.-]+)+/([\\w.-]+)");

  public EngineCell {
    runs = List.copyOf(runs);
  }

  static EngineCell of(
      String drill, String engine, List<DrillResult> results, Optional<Defect> defect) {
    Said said = defect.map(it -> ofDefect(results, it)).orElseGet(() -> ofPromise(results));
    return new EngineCell(
        drill, engine, said.kind(), said.words(), results.stream().map(EngineCell::run).toList());
  }

  private record Said(Kind kind, String words) {}

  private static Run run(DrillResult result) {
    return new Run(String.valueOf(Path.of(result.runDirectory()).getFileName()), result.verdict());
  }

  /** Returns the cell as its page shows it. */
  public Shown shown() {
    return new Shown(drill, engine, kind, words, runs);
  }

  private static Said ofDefect(List<DrillResult> results, Defect defect) {
    long shown =
        results.stream().filter(result -> defect.shown().apply(result).isPresent()).count();
    long unknown =
        results.stream()
            .filter(result -> defect.shown().apply(result).isEmpty())
            .filter(result -> result.verdict() == Verdict.UNKNOWN)
            .count();
    if (shown > 0) {
      return new Said(Kind.SHOWN, "shown %d/%d".formatted(shown, results.size()));
    }
    return unknown > 0
        ? new Said(Kind.UNKNOWN, "unknown: " + why(results))
        : new Said(Kind.NOT_SHOWN, "not shown in " + results.size());
  }

  private static Said ofPromise(List<DrillResult> results) {
    long failed = count(results, Verdict.FAIL);
    long unknown = count(results, Verdict.UNKNOWN);
    if (unknown > 0 && failed == 0) {
      return new Said(Kind.UNKNOWN, "unknown: " + why(results));
    }
    double worst =
        results.stream().mapToDouble(result -> result.dataLoss().windowMillis()).max().orElse(0);
    boolean lost = results.stream().anyMatch(result -> result.dataLoss().lost() > 0);
    String window = lost ? String.format(Locale.ROOT, "worst %.0f ms", worst) : "0 lost";
    return failed > 0
        ? new Said(Kind.SHOWN, "%s; broken %d/%d".formatted(window, failed, results.size()))
        : new Said(Kind.NOT_SHOWN, "%s in %d".formatted(window, results.size()));
  }

  private static long count(List<DrillResult> results, Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  /** In the words of the drill, as far as a cell of a table has room for them. */
  private static String why(List<DrillResult> results) {
    String words =
        results.stream()
            .flatMap(result -> result.problem().stream())
            .findFirst()
            .orElse("a check did not hold");
    String line = PATH.matcher(words.lines().findFirst().orElse("")).replaceAll("$1");
    return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "…";
  }
}
