package io.redisdrill.scenario.cli;

import io.redisdrill.DrillResult;
import io.redisdrill.report.Reports;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;

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
