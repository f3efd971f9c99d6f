package io.redisdrill.report.summary;

import io.redisdrill.Verdict;
import io.redisdrill.report.nightly.Movement;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightCell;
import io.redisdrill.report.nightly.NightWords;
import io.redisdrill.report.nightly.Quantiles;
import io.redisdrill.report.nightly.Trend;
import io.redisdrill.report.text.Amounts;
import java.util.List;

/** A night in Markdown, for the step summary of a CI system. */
public final class NightMarkdown {
  private NightMarkdown() {}

  /** Returns the summary. */
  public static String of(Night night) {
    StringBuilder text = new StringBuilder();
    text.append("### ")
        .append(MarkdownSummary.icon(night.verdict()))
        .append(' ')
        .append(night.verdict())
        .append(": the night of ")
        .append(Amounts.time(night.started()))
        .append("\n\n")
        .append(MarkdownSummary.quote(NightWords.sentence(night)))
        .append("\n\n| | Drill | Platform | Promised | Window, median | worst ")
        .append("| Recovery, median | worst | Passed |\n")
        .append("| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
    night.cells().forEach(cell -> row(text, cell));
    night.trend().ifPresent(trend -> trend(text, trend));
    night
        .failedControls()
        .forEach(
            control ->
                text.append("\nThis control did not show what it had to: ")
                    .append(MarkdownSummary.quote(control))
                    .append('\n'));
    return text.toString();
  }

  private static void row(StringBuilder text, NightCell cell) {
    text.append("| ").append(MarkdownSummary.icon(cell.verdict())).append(' ');
    text.append(cell.verdict());
    for (String each :
        List.of(
            cell.drill(),
            cell.platform(),
            Amounts.limit(cell.promise()),
            median(cell.windows()),
            worst(cell.windows()),
            median(cell.recoveries()),
            worst(cell.recoveries()),
            "%d of %d".formatted(cell.count(Verdict.PASS), cell.runs().size()))) {
      text.append(" | ").append(MarkdownSummary.quote(each));
    }
    text.append(" |\n");
  }

  private static String median(List<Double> figures) {
    return figures.isEmpty() ? "–" : Amounts.millis(Quantiles.median(figures));
  }

  private static String worst(List<Double> figures) {
    return figures.isEmpty() ? "–" : Amounts.millis(Quantiles.worst(figures));
  }

  private static void trend(StringBuilder text, Trend trend) {
    for (Movement each : trend.worse()) {
      text.append("\n- ❌ ")
          .append(
              MarkdownSummary.quote(
                  "%s of %s: %s, before %s"
                      .formatted(
                          each.figure(),
                          each.cell(),
                          Amounts.millis(each.tonightMedian()),
                          Amounts.millis(each.earlierMedian()))));
    }
    if (!trend.changed().isEmpty()) {
      text.append("\n\nChanged since the night before:\n");
      trend.changed().forEach(line -> text.append("\n- ").append(MarkdownSummary.quote(line)));
    }
    text.append('\n');
    trend
        .unread()
        .forEach(line -> text.append("\nNot compared: ").append(MarkdownSummary.quote(line)));
  }
}
