package io.redisdrill.report.summary;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.FaultRecovered;
import io.redisdrill.DrillResult.RecoveryTime;
import io.redisdrill.Verdict;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.Amounts;
import io.redisdrill.report.text.SafeText;
import java.util.List;
import java.util.Optional;

/** A run in Markdown, for the step summary of a CI system. */
public final class MarkdownSummary {
  private static final String SPECIAL = "\\`*_[]#|~";

  private static final String ENTITIES = "<>&@";

  private MarkdownSummary() {}

  /** Returns the summary. */
  public static String of(RunReport report) {
    DrillResult result = report.result();
    StringBuilder text = new StringBuilder();
    text.append("### ")
        .append(icon(result.verdict()))
        .append(' ')
        .append(result.verdict())
        .append(": ")
        .append(quote(result.drill()))
        .append("\n\n")
        .append(quote(report.headline().sentence()))
        .append("\n\n| Figure | Value |\n| --- | ---: |\n");
    row(text, "Acknowledged writes", Amounts.count(result.writes().acknowledged()));
    if (report.lossIsKnown()) {
      row(text, "Lost", Amounts.count(result.dataLoss().lost()));
      row(text, "Data-loss window", Amounts.millis(result.dataLoss().windowMillis()));
    } else {
      row(text, "Lost", "not known");
    }
    boolean several = result.faults().size() > 1;
    if (!several) {
      row(text, "Recovery time", millis(result.recoveryTime()));
      row(text, "Fault", result.fault().name());
    }
    row(text, "Redis", result.redis().version() + ", stack " + result.redis().stack());
    row(text, "Platform", result.platform());
    if (several) {
      faults(text, result.faults());
    }
    verdicts(text, result);
    return text.toString();
  }

  private static void faults(StringBuilder text, List<FaultRecovered> faults) {
    text.append("\n| | Fault | Recovery time |\n| ---: | --- | ---: |\n");
    for (int i = 0; i < faults.size(); i++) {
      FaultRecovered fault = faults.get(i);
      text.append("| ").append(i + 1).append(" | ").append(quote(fault.name()));
      text.append(" | ").append(millis(fault.recoveryTime())).append(" |\n");
    }
  }

  private static String millis(Optional<RecoveryTime> time) {
    return time.map(RecoveryTime::totalMillis).map(Amounts::millis).orElse("–");
  }

  private static void verdicts(StringBuilder text, DrillResult result) {
    text.append("\n| | Objective or check | Found |\n| --- | --- | --- |\n");
    result.objectives().forEach(each -> verdict(text, each.verdict(), each.name(), each.message()));
    result.checks().stream()
        .filter(each -> each.verdict() != Verdict.PASS)
        .forEach(each -> verdict(text, each.verdict(), each.name(), each.message()));
  }

  private static void verdict(StringBuilder text, Verdict verdict, String name, String message) {
    text.append("| ").append(icon(verdict)).append(' ').append(verdict);
    text.append(" | ").append(quote(name)).append(" | ").append(quote(message)).append(" |\n");
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(quote(value)).append(" |\n");
  }

  static String icon(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "✅";
      case UNKNOWN -> "❔";
      case FAIL -> "❌";
    };
  }

  /** Quotes what Markdown or HTML would take for markup, a mention or a link. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder();
    SafeText.line(text)
        .codePoints()
        .forEach(
            point -> {
              if (ENTITIES.indexOf(point) >= 0) {
                quoted.append("&#").append(point).append(';');
              } else {
                quoted.append(SPECIAL.indexOf(point) >= 0 ? "\\" : "").appendCodePoint(point);
              }
            });
    return quoted.toString();
  }
}
