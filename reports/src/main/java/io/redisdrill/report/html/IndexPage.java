package io.redisdrill.report.html;

import io.redisdrill.report.model.RunList;
import java.util.List;
import java.util.Map;

/** The page of all runs below a directory. */
public final class IndexPage {
  private IndexPage() {}

  /** Returns the page; it links to the pages of the runs. */
  public static String render(RunList runs) {
    return Templates.fill(
        "index.ftlh",
        Map.of(
            "assets",
            Assets.of(List.of("base.css", "runs.css"), List.of("theme.js", "runs.js")),
            "headers",
            RunRow.HEADERS,
            "rows",
            runs.runs().stream().map(RunRow::of).toList(),
            "others",
            runs.others()));
  }
}
