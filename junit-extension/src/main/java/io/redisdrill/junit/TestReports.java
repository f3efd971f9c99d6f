package io.redisdrill.junit;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.report.Reports;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Writes the report of a run and attaches it to its test. A report that fails changes no result.
 */
record TestReports(ExtensionContext context) {
  private static final List<String> RAW =
      List.of("history.bin", "survivors-1.bin", "survivors-2.bin");

  void publish(DrillResult result) {
    RunDirectory run = new RunDirectory(Path.of(result.runDirectory()));
    try {
      Reports.write(run);
      Path report = run.file("report.html");
      context.publishFile(
          run.path().getFileName() + ".html",
          MediaType.create("text", "html"),
          file -> Files.copy(report, file));
      if (result.verdict() == Verdict.PASS) {
        for (String raw : RAW) {
          Files.deleteIfExists(run.file(raw));
        }
      }
    } catch (IOException | RuntimeException e) {
      context.publishReportEntry(
          "redis-drill", "no report of " + run.path() + ": " + e.getMessage());
    }
  }
}
