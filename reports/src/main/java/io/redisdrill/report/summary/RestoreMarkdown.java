package io.redisdrill.report.summary;

import io.redisdrill.Verdict;
import io.redisdrill.report.text.Amounts;
import io.redisdrill.restoredrill.RestoreResult;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.RestoreResult.Phase;
import java.util.List;

/** A restore drill in Markdown, for the step summary of a CI system. */
public final class RestoreMarkdown {
  private RestoreMarkdown() {}

  /**
   * Returns the summary.
   *
   * @param sha256 of the report
   */
  public static String of(RestoreResult result, String sha256) {
    StringBuilder text = new StringBuilder();
    text.append("### ")
        .append(MarkdownSummary.icon(result.verdict()))
        .append(' ')
        .append(result.verdict())
        .append(": restore of ")
        .append(MarkdownSummary.quote(result.backup().source()))
        .append("\n\n")
        .append(MarkdownSummary.quote(result.sentence()))
        .append("\n\n| | Check or expectation | Found |\n| --- | --- | --- |\n");
    checks(text, result.expectations());
    checks(text, result.checks());
    result
        .recoveryTime()
        .ifPresent(
            time -> {
              text.append("\n| Phase | Time | MiB/s |\n| --- | ---: | ---: |\n");
              time.phases().forEach(phase -> phase(text, phase));
            });
    result
        .backup()
        .archive()
        .ifPresent(
            it -> text.append("\nSHA-256 of the archive: ").append(it.sha256()).append("  "));
    return text.append("\nSHA-256 of the report: ").append(sha256).append('\n').toString();
  }

  private static void checks(StringBuilder text, List<Check> checks) {
    for (Check check : checks) {
      Verdict verdict = check.verdict();
      text.append("| ").append(MarkdownSummary.icon(verdict)).append(' ').append(verdict);
      text.append(" | ").append(MarkdownSummary.quote(check.name()));
      text.append(" | ").append(MarkdownSummary.quote(check.message())).append(" |\n");
    }
  }

  private static void phase(StringBuilder text, Phase phase) {
    text.append("| ").append(MarkdownSummary.quote(phase.name()));
    text.append(" | ").append(Amounts.millis(phase.millis()));
    text.append(" | ").append(phase.bytes() == 0 ? "–" : Math.round(phase.mebibytesPerSecond()));
    text.append(" |\n");
  }
}
