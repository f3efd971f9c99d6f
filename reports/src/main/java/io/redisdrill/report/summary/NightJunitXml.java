package io.redisdrill.report.summary;

import io.redisdrill.Verdict;
import io.redisdrill.report.nightly.Movement;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightCell;
import io.redisdrill.report.nightly.NightRun;
import io.redisdrill.report.nightly.Trend;
import io.redisdrill.report.text.Amounts;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * A night as a suite: a test case a drill, and one for each figure that got worse. A FAIL is a
 * failure, an UNKNOWN an error.
 */
public final class NightJunitXml {
  private NightJunitXml() {}

  /** Returns the document. */
  public static String of(Night night) {
    List<Movement> worse = night.trend().map(Trend::worse).orElse(List.of());
    List<NightRun> runs = night.runs();
    return SuiteXml.of(
        new SuiteXml.Head(
            "redis-drill nightly",
            runs.size() + worse.size(),
            count(runs, Verdict.FAIL) + worse.size(),
            count(runs, Verdict.UNKNOWN),
            night.started(),
            night.seconds()),
        suite -> {
          for (NightCell cell : night.cells()) {
            for (NightRun run : cell.runs()) {
              drill(suite, cell, run);
            }
          }
          for (Movement each : worse) {
            regression(suite, each);
          }
        });
  }

  private static void drill(SuiteXml suite, NightCell cell, NightRun run)
      throws XMLStreamException {
    suite.testCase(
        "redis-drill." + cell.platform(),
        "%s #%d".formatted(cell.drill(), run.repetition() + 1),
        run.seconds(),
        test -> test.verdict(run.verdict(), words(cell, run), "Evidence: " + run.runDirectory()));
  }

  private static String words(NightCell cell, NightRun run) {
    return run.verdict() == Verdict.UNKNOWN
        ? run.why()
        : "lost %s in a window of %s, promised %s; back after %s"
            .formatted(
                run.lost().map(lost -> Amounts.count(lost, "write")).orElse("?"),
                run.windowMillis().map(Amounts::millis).orElse("?"),
                Amounts.limit(cell.promise()),
                run.recoveryMillis().map(Amounts::millis).orElse("never"));
  }

  private static void regression(SuiteXml suite, Movement each) throws XMLStreamException {
    String message =
        "median %s, before %s; p = %.2g"
            .formatted(
                Amounts.millis(each.tonightMedian()),
                Amounts.millis(each.earlierMedian()),
                each.p());
    suite.testCase(
        "redis-drill.trend",
        each.cell() + ", " + each.figure(),
        0,
        test -> test.problem("failure", "REGRESSION", message, ""));
  }

  private static long count(List<NightRun> runs, Verdict verdict) {
    return runs.stream().filter(run -> run.verdict() == verdict).count();
  }
}
