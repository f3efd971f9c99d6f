package io.redisdrill.scenario.cli;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A result in a few lines: what was lost, what does not hold, and where to read on. */
final class ResultWords {
  private ResultWords() {}

  /** Returns a line for the loss, and one for each check and objective that does not hold. */
  static List<String> of(DrillResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("  %-14s  %s".formatted("judge", loss(result)));
    Stream.concat(
            result.checks().stream()
                .filter(check -> check.verdict() != Verdict.PASS)
                .map(check -> broken(check.verdict(), check.name(), check.message())),
            result.objectives().stream()
                .filter(objective -> objective.verdict() != Verdict.PASS)
                .map(
                    objective ->
                        broken(objective.verdict(), objective.name(), objective.message())))
        .forEach(lines::add);
    return lines;
  }

  private static String broken(Verdict verdict, String name, String message) {
    return "  %-14s  %s: %s".formatted(verdict, name, message);
  }

  private static String loss(DrillResult result) {
    DrillResult.DataLoss loss = result.dataLoss();
    String acknowledged = Figures.exact(result.writes().acknowledged()) + " acknowledged writes";
    if (loss.equals(DrillResult.DataLoss.NOT_JUDGED) && result.verdict() == Verdict.UNKNOWN) {
      return "nothing can be said of " + acknowledged;
    }
    String limit =
        result.objectives().stream()
            .filter(objective -> objective.name().equals("data loss window"))
            .findFirst()
            .map(objective -> "   %s: %s".formatted(objective.source(), limit(objective.limit())))
            .orElse("");
    return loss.lost() == 0
        ? "lost none of " + acknowledged + limit
        : "lost %s of %s: the last %s%s"
            .formatted(
                Figures.exact(loss.lost()),
                acknowledged,
                Figures.millis(loss.windowMillis()),
                limit);
  }

  /** A limit is a time, or words where it is none. */
  private static String limit(String limit) {
    try {
      Duration time = Duration.parse(limit);
      return time.isZero() ? "nothing is lost" : Figures.millis(time.toNanos() / 1e6);
    } catch (DateTimeParseException words) {
      return limit;
    }
  }

  /** Returns the verdict and the page to open, by its path from here if it is below. */
  static String verdict(DrillResult result, Screen screen) {
    Path page = Path.of(result.runDirectory(), "report.html");
    return screen.word(result.verdict()) + "  " + fromHere(page);
  }

  static Path fromHere(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : path;
  }
}
