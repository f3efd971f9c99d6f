package io.redisdrill.report.summary;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.report.model.RunReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run as the one test case of a suite: a FAIL is a failure, an UNKNOWN an error. */
public final class JunitXml {
  private JunitXml() {}

  /** Returns the document. */
  public static String of(RunReport report) {
    DrillResult result = report.result();
    double seconds = report.lastedNanos() / 1e9;
    return SuiteXml.of(
        SuiteXml.Head.of(result.verdict(), report.manifest().started(), seconds),
        suite ->
            suite.testCase(
                "redis-drill." + result.platform(),
                result.drill(),
                seconds,
                test -> {
                  test.properties(figures(report));
                  test.verdict(result.verdict(), report.headline().sentence(), details(result));
                }));
  }

  private static Map<String, String> figures(RunReport report) {
    DrillResult result = report.result();
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("verdict", result.verdict().toString());
    figures.put("attempted", Long.toString(result.writes().attempted()));
    figures.put("acknowledged", Long.toString(result.writes().acknowledged()));
    if (report.lossIsKnown()) {
      figures.put("lost", Long.toString(result.dataLoss().lost()));
      figures.put("windowMillis", Double.toString(result.dataLoss().windowMillis()));
    }
    result
        .recoveryTime()
        .ifPresent(time -> figures.put("recoveryMillis", Double.toString(time.totalMillis())));
    result
        .secondRestart()
        .ifPresent(second -> figures.put("secondRestartLost", Long.toString(second.lost())));
    figures.put("fault", result.fault().name());
    figures.put("stack", result.redis().stack());
    figures.put("redisVersion", result.redis().version());
    figures.put("seed", Long.toString(result.seed()));
    return figures;
  }

  private static String details(DrillResult result) {
    StringBuilder text = new StringBuilder();
    result.objectives().stream()
        .filter(each -> each.verdict() != Verdict.PASS)
        .forEach(each -> text.append(line(each.verdict(), each.name(), each.message())));
    result.checks().stream()
        .filter(each -> each.verdict() != Verdict.PASS)
        .forEach(each -> text.append(line(each.verdict(), each.name(), each.message())));
    return text + "Evidence: " + result.runDirectory();
  }

  private static String line(Verdict verdict, String name, String message) {
    return verdict + " " + name + ": " + message + "\n";
  }
}
