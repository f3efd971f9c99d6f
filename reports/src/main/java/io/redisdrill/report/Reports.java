package io.redisdrill.report;

import io.redisdrill.DrillResult;
import io.redisdrill.judge.Judge;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;

/** Renders a run directory for people. */
public final class Reports {
  private Reports() {}

  /** Writes {@code report.html} into the run directory, in place of an earlier one. */
  public static void write(RunDirectory run) {
    DrillResult result = Judge.judge(run);
    String text = Json.pretty(result).replace("&", "&amp;").replace("<", "&lt;");
    run.write(
        "report.html",
        "<!doctype html><meta charset=\"utf-8\"><title>%s: %s</title><pre>%s</pre>\n"
            .formatted(result.drill(), result.verdict(), text));
  }
}
