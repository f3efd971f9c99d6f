package io.redisdrill.report;

import static java.util.stream.Collectors.toCollection;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.report.forecast.Forecast;
import io.redisdrill.report.html.ForecastPage;
import io.redisdrill.report.html.IndexPage;
import io.redisdrill.report.html.MatrixPage;
import io.redisdrill.report.html.NightPage;
import io.redisdrill.report.html.PromisesPage;
import io.redisdrill.report.html.RepetitionsPage;
import io.redisdrill.report.html.RestorePage;
import io.redisdrill.report.html.RunPage;
import io.redisdrill.report.html.SweepPage;
import io.redisdrill.report.model.RunList;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.model.RunSummary;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightFile;
import io.redisdrill.report.nightly.TrendText;
import io.redisdrill.report.summary.JunitXml;
import io.redisdrill.report.summary.MarkdownSummary;
import io.redisdrill.report.summary.NightJunitXml;
import io.redisdrill.report.summary.NightMarkdown;
import io.redisdrill.report.summary.RestoreJunitXml;
import io.redisdrill.report.summary.RestoreMarkdown;
import io.redisdrill.restoredrill.RestoreResult;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.sweep.SweepFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

  /**
   * Writes {@code report.html}, {@code report.md} and {@code junit.xml} of a restore drill.
   *
   * @param sha256 of the report that they are derived from
   * @return the page
   * @throws DrillException if the directory cannot be written
   */
  public static Path restore(RunDirectory run, RestoreResult result, String sha256) {
    WholeFile.write(run.file("report.md"), RestoreMarkdown.of(result, sha256));
    WholeFile.write(run.file("junit.xml"), RestoreJunitXml.of(result));
    WholeFile.write(run.file("report.html"), RestorePage.render(result, sha256));
    return run.file("report.html");
  }

  /**
   * Writes {@code index.html} into a directory of runs: a table of all, to filter and to sort.
   * Directories that are no runs are named in it.
   *
   * @return the page
   * @throws DrillException if the directory cannot be read or written
   */
  public static Path index(Path runs) {
    Path page = runs.resolve("index.html");
    WholeFile.write(page, IndexPage.render(RunList.below(runs)));
    return page;
  }

  /**
   * Writes {@code repetitions-DRILL.html} into a directory of runs: how much the figures of one
   * drill vary.
   *
   * @param runs where the page goes, above the runs
   * @param repetitions of one drill, at least one
   * @return the page
   * @throws DrillException if they are not of one drill, or the directory cannot be written
   */
  public static Path repetitions(Path runs, List<RunDirectory> repetitions) {
    List<RunSummary> all = repetitions.stream().map(RunSummary::of).toList();
    Set<String> drills = all.stream().map(RunSummary::drill).collect(toCollection(TreeSet::new));
    if (drills.size() != 1) {
      throw new UsageException(
          "Cannot report repetitions in " + runs,
          "runs of one drill",
          drills.isEmpty() ? "none" : String.join(", ", drills),
          "Report each drill by itself.");
    }
    Path page = runs.resolve("repetitions-" + fileName(drills.iterator().next()) + ".html");
    WholeFile.write(page, RepetitionsPage.render(all));
    return page;
  }

  /**
   * What repetitions of a fault under a policy showed.
   *
   * @param fault the row
   * @param policy the column
   * @param promise what the configuration says it keeps
   * @param words in short
   * @param broken whether the promise was broken
   * @param worstLost acknowledged writes
   * @param windows the data-loss window of each run, in milliseconds
   */
  public record PromiseShown(
      String fault,
      String policy,
      String promise,
      String words,
      boolean broken,
      long worstLost,
      List<Double> windows) {
    public PromiseShown {
      windows = List.copyOf(windows);
    }
  }

  /**
   * Writes {@code promises.html} into a directory of runs: what each policy loses to each fault.
   *
   * @return the page
   * @throws DrillException if the directory cannot be written
   */
  public static Path promises(Path runs, List<PromiseShown> cells) {
    Path page = runs.resolve("promises.html");
    WholeFile.write(page, PromisesPage.render(cells));
    return page;
  }

  /**
   * Writes {@code matrix.html} into a directory of runs: what each drill showed on each engine.
   *
   * @param engines the columns, in their order
   * @return the page
   * @throws DrillException if the directory cannot be written
   */
  public static Path matrix(Path runs, List<String> engines, List<MatrixPage.Shown> cells) {
    Path page = runs.resolve("matrix.html");
    WholeFile.write(page, MatrixPage.render(engines, cells));
    return page;
  }

  /**
   * Writes {@code forecast-DRILL.json} and {@code forecast-DRILL.html} into a directory of runs.
   *
   * @return the page
   * @throws DrillException if the directory cannot be written
   */
  public static Path forecast(Path runs, Forecast forecast) {
    String name = "forecast-" + fileName(forecast.question().drill());
    WholeFile.write(runs.resolve(name + ".json"), Json.pretty(forecast));
    Path page = runs.resolve(name + ".html");
    WholeFile.write(page, ForecastPage.render(forecast));
    return page;
  }

  /**
   * Writes {@code report.html} into the directory of a sweep that is over.
   *
   * @return the page
   * @throws DrillException if the directory cannot be read or written
   */
  public static Path sweep(SweepFiles sweep) {
    Path page = sweep.directory().resolve("report.html");
    WholeFile.write(page, SweepPage.render(sweep.result(), sweep.times()));
    return page;
  }

  /**
   * Writes {@code nightly.json}, {@code nightly.md}, {@code junit.xml}, {@code nightly.prom},
   * {@code trend.csv} and {@code nightly.html} into the directory of a night.
   *
   * @param earlier nights it was compared with
   * @return the page
   * @throws DrillException if the directory cannot be written
   */
  public static Path night(Path directory, Night night, List<Night> earlier) {
    WholeFile.write(directory.resolve(NightFile.NAME), Json.pretty(night));
    WholeFile.write(directory.resolve("nightly.md"), NightMarkdown.of(night));
    WholeFile.write(directory.resolve("junit.xml"), NightJunitXml.of(night));
    WholeFile.write(directory.resolve("nightly.prom"), TrendText.openMetrics(night));
    WholeFile.write(directory.resolve("trend.csv"), TrendText.csv(night, earlier));
    Path page = directory.resolve("nightly.html");
    WholeFile.write(page, NightPage.render(night, earlier));
    return page;
  }

  /** A run.json that somebody changed must not choose where a file goes. */
  private static String fileName(String drill) {
    return drill.replaceAll("[^a-z0-9-]", "_");
  }
}
