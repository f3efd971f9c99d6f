package io.redisdrill.report.summary;

import io.redisdrill.Verdict;
import io.redisdrill.restoredrill.RestoreResult;
import io.redisdrill.restoredrill.RestoreResult.Check;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A restore drill as the one test case of a suite: a FAIL is a failure, an UNKNOWN an error. */
public final class RestoreJunitXml {
  private RestoreJunitXml() {}

  /** Returns the document. */
  public static String of(RestoreResult result) {
    double seconds =
        Duration.between(result.evidence().started(), result.evidence().ended()).toNanos() / 1e9;
    return SuiteXml.of(
        SuiteXml.Head.of(result.verdict(), result.evidence().started(), seconds),
        suite ->
            suite.testCase(
                "redis-drill.restore",
                result.backup().source(),
                seconds,
                test -> {
                  test.properties(figures(result));
                  test.verdict(result.verdict(), result.sentence(), details(result));
                }));
  }

  private static Map<String, String> figures(RestoreResult result) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("verdict", result.verdict().toString());
    result.contents().ifPresent(found -> figures.put("keys", Long.toString(found.keys())));
    result.backup().made().ifPresent(it -> figures.put("ageMillis", Long.toString(it.ageMillis())));
    result
        .recoveryTime()
        .ifPresent(time -> figures.put("recoveryMillis", Double.toString(time.totalMillis())));
    result.backup().archive().ifPresent(it -> figures.put("archiveSha256", it.sha256()));
    return figures;
  }

  private static String details(RestoreResult result) {
    return Stream.concat(result.expectations().stream(), result.checks().stream())
        .filter(check -> check.verdict() != Verdict.PASS)
        .map(RestoreJunitXml::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Check check) {
    return check.verdict() + " " + check.name() + ": " + check.message();
  }
}
