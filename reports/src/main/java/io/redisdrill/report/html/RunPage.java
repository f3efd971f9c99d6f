package io.redisdrill.report.html;

import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.Amounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of one run. */
public final class RunPage {
  private RunPage() {}

  /** Returns the page: one file that needs no other. */
  public static String render(RunReport report) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "assets",
        Assets.of(
            List.of("uplot/uPlot.min.css", "base.css", "run.css", "chart.css"),
            List.of("uplot/uPlot.iife.min.js", "theme.js", "bands.js", "timeline.js")));
    model.put("report", report);
    model.put("started", Amounts.time(report.manifest().started()));
    model.put("figures", Figures.of(report));
    model.put("timeline", TimelineView.of(report));
    model.put("latency", LatencyView.of(report));
    model.put("faults", FaultRow.of(report));
    model.put("recoveries", RecoveryView.of(report));
    model.put("loss", LossView.of(report));
    model.put("cut", CutView.of(report));
    model.put("verdicts", VerdictsView.of(report));
    model.put("evidence", EvidenceView.of(report));
    model.put("limits", Limits.of(report));
    return Templates.fill("run.ftlh", model);
  }
}
