package io.redisdrill.report.html;

import io.redisdrill.report.forecast.Forecast;
import io.redisdrill.report.forecast.ForecastText;
import io.redisdrill.report.forecast.Measured;
import io.redisdrill.report.forecast.Sizes;
import io.redisdrill.report.html.NightRow.RunLink;
import io.redisdrill.report.text.Amounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page of a forecast: the drills, the line through them, and where one more would lie. */
public final class ForecastPage {
  private ForecastPage() {}

  /**
   * A size that was drilled.
   *
   * @param size in words
   * @param line what the line says
   * @param runs each with its recovery time, and a link
   */
  public record Row(String size, String line, List<RunLink> runs) {}

  /** Returns the page: one file that needs no other; it links to the pages of the runs. */
  public static String render(Forecast forecast) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "assets",
        Assets.of(List.of("base.css", "run.css", "runs.css", "forecast.css"), List.of("theme.js")));
    model.put("verdict", forecast.verdict());
    model.put("drill", forecast.question().drill());
    model.put("sentence", ForecastText.sentence(forecast));
    model.put("model", ForecastText.model(forecast));
    model.put("chart", ForecastChart.of(forecast));
    model.put("rows", rows(forecast));
    model.put("limits", forecast.limits());
    model.put("facts", facts(forecast));
    return Templates.fill("forecast.ftlh", model);
  }

  private static List<Row> rows(Forecast forecast) {
    return ForecastText.sizes(forecast).stream()
        .map(
            size ->
                new Row(
                    Sizes.words(size),
                    ForecastText.onLine(forecast, size),
                    ForecastText.at(forecast, size).stream().map(ForecastPage::link).toList()))
        .toList();
  }

  private static RunLink link(Measured drill) {
    return new RunLink(
        drill.recoveryMillis().map(Amounts::millis).orElse("none"),
        Link.to(drill.runDirectory(), "report.html"),
        drill.verdict().name().toLowerCase(Locale.ROOT),
        drill.verdict().name());
  }

  private static Map<String, String> facts(Forecast forecast) {
    Forecast.Question asked = forecast.question();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Platform", asked.platform());
    facts.put("Server", "redis " + asked.redis());
    facts.put("Values", Amounts.count(asked.valueBytes(), "byte"));
    facts.put("Interval", ForecastText.percent(asked.confidence()));
    facts.put("Drills", Amounts.count(forecast.drills().size()));
    facts.put("Made", Amounts.time(forecast.made()));
    return facts;
  }
}
