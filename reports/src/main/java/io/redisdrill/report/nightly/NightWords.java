package io.redisdrill.report.nightly;

import io.redisdrill.Verdict;
import io.redisdrill.report.text.Amounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A night in words. */
public final class NightWords {
  private NightWords() {}

  /** Returns what it came to, in a sentence or two. */
  public static String sentence(Night night) {
    List<NightRun> runs = night.runs();
    String counts =
        "%s in %s: %d passed, %d failed, %d showed nothing."
            .formatted(
                Amounts.count(runs.size(), "drill"),
                Amounts.count(night.cells().size(), "cell"),
                count(runs, Verdict.PASS),
                count(runs, Verdict.FAIL),
                count(runs, Verdict.UNKNOWN));
    String controls =
        night.failedControls().isEmpty()
            ? ""
            : " A control did not show what it had to, so that nothing can be said.";
    return counts + controls + night.trend().map(NightWords::trend).orElse("");
  }

  private static String trend(Trend trend) {
    if (trend.nights() == 0) {
      return " There is no earlier night to compare it with.";
    }
    String nights = Amounts.count(trend.nights(), "earlier night");
    return trend.worse().isEmpty()
        ? " Nothing got worse against %s.".formatted(nights)
        : " Against %s, %s got worse."
            .formatted(nights, Amounts.count(trend.worse().size(), "figure"));
  }

  private static long count(List<NightRun> runs, Verdict verdict) {
    return runs.stream().filter(run -> run.verdict() == verdict).count();
  }

  /** Returns what it ran with, by name. */
  public static Map<String, String> facts(Night night) {
    Surroundings here = night.environment();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Began", Amounts.time(night.started()));
    facts.put("Took", Amounts.millis(night.seconds() * 1e3));
    night.shard().ifPresent(shard -> facts.put("Shard", shard));
    facts.put("Controls", night.controls().size() + " showed what they had to");
    facts.put("Redis", String.join(", ", here.redisVersions()));
    facts.put("Redis Drill", here.redisDrill());
    facts.put("Machine", "%s, %d processors".formatted(here.os(), here.processors()));
    facts.put("Java", here.java());
    return facts;
  }
}
