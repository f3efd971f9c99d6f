package io.redisdrill.scenario.cli;

import io.redisdrill.DrillResult;
import io.redisdrill.report.Reports;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;

/**
 * Says what came of a drill.
 *
 * @param screen to say it on
 * @param json whether it is said as JSON alone
 */
record Outcome(Screen screen, boolean json) {
  /** A page that cannot be written changes nothing of what was measured. */
  void report(RunDirectory run) {
    try {
      Reports.write(run);
    } catch (RuntimeException e) {
      screen.err().println("Cannot write the report of " + run.path() + ": " + e.getMessage());
    }
  }

  /** Writes the page over all runs, and one over these if a drill was repeated. */
  void summarise(Path runs, List<DrillResult> results) {
    try {
      Reports.index(runs);
      if (results.size() > 1) {
        Path page =
            Reports.repetitions(
                runs,
                results.stream()
                    .map(result -> new RunDirectory(Path.of(result.runDirectory())))
                    .toList());
        if (!json) {
          screen.out().println("repetitions side by side: " + ResultWords.fromHere(page));
        }
      }
    } catch (RuntimeException e) {
      screen.err().println("Cannot write a page over " + runs + ": " + e.getMessage());
    }
  }

  void tell(DrillResult result) {
    if (json) {
      screen.out().println(Json.line(result));
    } else {
      ResultWords.of(result).forEach(screen.out()::println);
      screen.out().println(ResultWords.verdict(result, screen));
    }
    screen.out().flush();
  }
}
