package io.redisdrill.junit;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.report.Reports;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the report of a run and attaches it to its test. A report that fails changes no result.
 */
record TestReports(ExtensionContext context) {
  private static final Logger LOG = LoggerFactory.getLogger(RedisPersistenceExtension.class);

  void publish(DrillResult result) {
    RunDirectory run = new RunDirectory(Path.of(result.runDirectory()));
    try {
      Path report = Reports.write(run);
      Optional.ofNullable(run.path().getParent()).ifPresent(Suite.of(context)::index);
      context.publishFile(
          run.path().getFileName() + ".html",
          MediaType.create("text", "html"),
          file -> attach(report, file));
      if (result.verdict() == Verdict.PASS) {
        Evidence evidence = new Evidence(context, run);
        context.getStore(Suite.NAMESPACE).put(evidence, evidence);
      }
    } catch (RuntimeException e) {
      none(e);
    }
  }

  /** A link takes no space; not every file system has them, nor across two of them. */
  private static void attach(Path report, Path file) throws IOException {
    try {
      Files.createLink(file, report);
    } catch (UnsupportedOperationException | IOException noLinksHere) {
      Files.copy(report, file);
    }
  }

  /** Tells that there is no report, and why. */
  void none(Exception why) {
    String message =
        "No report of %s: %s (redis-drill.runs says where it goes.)"
            .formatted(context.getDisplayName(), why.getMessage());
    LOG.warn(message);
    context.publishReportEntry("redis-drill", message);
  }
}
