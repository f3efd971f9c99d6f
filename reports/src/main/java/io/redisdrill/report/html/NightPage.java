package io.redisdrill.report.html;

import io.redisdrill.Verdict;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightRun;
import io.redisdrill.report.nightly.NightWords;
import io.redisdrill.report.nightly.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of a night. */
public final class NightPage {
  private NightPage() {}

  /** What keeps runs from saying something, and how many. */
  public record Reason(String words, long runs) {}

  /**
   * Returns the page: one file that needs no other; it links to the pages of the runs.
   *
   * @param earlier nights of its trend, if it has one
   */
  public static String render(Night night, List<Night> earlier) {
    Surroundings environment = night.environment();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "assets",
        Assets.of(
            List.of("base.css", "run.css", "runs.css", "nightly.css"),
            List.of("theme.js", "runs.js")));
    model.put("verdict", night.verdict());
    model.put("sentence", NightWords.sentence(night));
    model.put("facts", NightWords.facts(night));
    night.trend().ifPresent(trend -> model.put("trend", TrendView.of(night, trend, earlier)));
    model.put("headers", NightRow.HEADERS);
    model.put("rows", night.cells().stream().map(NightRow::of).toList());
    model.put("reasons", reasons(night));
    model.put("failedControls", night.failedControls());
    model.put("stacks", environment.stacks());
    return Templates.fill("nightly.ftlh", model);
  }

  private static List<Reason> reasons(Night night) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    night.runs().stream()
        .filter(run -> run.verdict() == Verdict.UNKNOWN)
        .map(NightRun::why)
        .forEach(why -> reasons.merge(why, 1L, Long::sum));
    return reasons.entrySet().stream()
        .map(each -> new Reason(each.getKey(), each.getValue()))
        .toList();
  }
}
