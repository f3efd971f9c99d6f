package io.redisdrill.report;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.report.html.RunPage;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.summary.JunitXml;
import io.redisdrill.report.summary.MarkdownSummary;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;

/**
 * Writes what people read: everything here is derived from run directories and can be written
 * again. Thread-safe; two JVMs that write into one directory do no harm.
 */
public final class Reports {
  private Reports() {}

  /**
   * Writes {@code report.html}, {@code report.md} and {@code junit.xml} into a run directory.
   *
   * @return the page
   * @throws UsageException if {@code run.json} cannot be read
   * @throws DrillException if the directory cannot be written; each file is then as it was, or new
   */
  public static Path write(RunDirectory run) {
    RunReport report = RunReport.of(run);
    String html = RunPage.render(report);
    String markdown = MarkdownSummary.of(report);
    String junit = JunitXml.of(report);
    WholeFile.write(run.file("report.md"), markdown);
    WholeFile.write(run.file("junit.xml"), junit);
    WholeFile.write(run.file("report.html"), html);
    return run.file("report.html");
  }
}
