package io.redisdrill.report.html;

import io.redisdrill.report.text.Amounts;
import io.redisdrill.sweep.ImageResult;
import io.redisdrill.sweep.Outcome;
import io.redisdrill.sweep.SweepHeader;
import io.redisdrill.sweep.SweepResult;
import io.redisdrill.sweep.SweepTimes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The page of a sweep: what became of each image, over where it was damaged. */
public final class SweepPage {
  private SweepPage() {}

  /** A name and what it is. */
  public record Fact(String name, String text) {}

  /** Returns the page: one file that needs no other. */
  public static String render(SweepResult result, Optional<SweepTimes> times) {
    SweepMap map = SweepMap.of(result);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "assets",
        Assets.of(
            List.of("uplot/uPlot.min.css", "base.css", "run.css", "sweep.css"),
            List.of("uplot/uPlot.iife.min.js", "theme.js", "sweep.js")));
    model.put("verdict", result.verdict());
    model.put("file", result.sweep().file());
    model.put("sentence", sentence(result));
    model.put("counts", counts(result));
    model.put("data", map.data());
    model.put("note", map.note());
    model.put("reproducers", reproducers(result));
    model.put("facts", facts(result, times));
    return Templates.fill("sweep.ftlh", model);
  }

  private static String sentence(SweepResult result) {
    List<String> found =
        Stream.of(
                Outcome.POISONED,
                Outcome.WRONG_DATA,
                Outcome.SHORTER_PREFIX,
                Outcome.CRASHED,
                Outcome.UNKNOWN)
            .filter(outcome -> result.count(outcome) > 0)
            .map(outcome -> Amounts.count(result.count(outcome)) + " " + words(outcome))
            .toList();
    String all = Amounts.count(result.images(), "image") + " started twice: ";
    return found.isEmpty()
        ? all + "each was refused, or loaded to the damage and kept what was written then."
        : all + String.join(", ", found) + ".";
  }

  private static String words(Outcome outcome) {
    return outcome.directory().replace('-', ' ');
  }

  private static Table counts(SweepResult result) {
    return Table.of(
        "Images by what became of them",
        List.of("Outcome", "Images", "After the first start", "What it means"),
        Arrays.stream(Outcome.values())
            .map(
                outcome ->
                    List.of(
                        Cell.text(words(outcome)),
                        Cell.count(result.count(outcome)),
                        Cell.count(result.firstStarts().getOrDefault(outcome.word(), 0L)),
                        Cell.text(outcome.meaning())))
            .toList());
  }

  private static Table reproducers(SweepResult result) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      result.results().stream()
          .filter(each -> each.outcome() == outcome)
          .findFirst()
          .ifPresent(each -> rows.add(row(result.sweep(), each)));
    }
    return Table.of(
        "The first image of each outcome, kept below reproducers/",
        List.of("Outcome", "Offset", "Units loaded", "Writes lost", "What was seen"),
        rows);
  }

  private static List<Cell> row(SweepHeader sweep, ImageResult image) {
    return List.of(
        Cell.code("reproducers/" + image.outcome().directory()),
        Cell.count(sweep.kind().offset(image.position())),
        count(image.loadedUnits()),
        count(image.writesLost()),
        Cell.text(image.reason().orElse(image.outcome().meaning())));
  }

  private static Cell count(OptionalLong count) {
    return count.isPresent() ? Cell.count(count.getAsLong()) : Cell.none();
  }

  private static List<Fact> facts(SweepResult result, Optional<SweepTimes> times) {
    SweepHeader sweep = result.sweep();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Damage", sweep.kind().word()));
    facts.add(
        new Fact("File", "%s, %s bytes".formatted(sweep.file(), Amounts.count(sweep.fileBytes()))));
    facts.add(new Fact("Log", Amounts.count(sweep.units()) + " commands and transactions"));
    facts.add(
        new Fact(
            "Identical",
            Amounts.count(result.identical(), "image")
                + " loaded all of the log at the first start"));
    facts.add(new Fact("Server", "redis " + sweep.redis()));
    facts.add(
        new Fact(
            "Settings",
            sweep.settings().isEmpty() ? "the sweep's own" : sweep.settings().toString()));
    facts.add(new Fact("Sampling", sampling(sweep)));
    sweep.shard().ifPresent(shard -> facts.add(new Fact("Shard", shard.toString())));
    facts.add(new Fact("Files", "sha256 " + sweep.sourceSha256()));
    times.ifPresent(
        it ->
            facts.add(
                new Fact(
                    "Speed",
                    String.format(
                        Locale.ROOT,
                        "%.1f images a second, %d at a time",
                        it.imagesPerSecond(),
                        it.workers()))));
    return facts;
  }

  private static String sampling(SweepHeader sweep) {
    if (sweep.sampling().random() > 0) {
      return "%s drawn with seed %d"
          .formatted(Amounts.count(sweep.images(), "image"), sweep.sampling().seed());
    }
    return sweep.sampling().stride() == 1
        ? "every position"
        : "every %s. position".formatted(Amounts.count(sweep.sampling().stride()));
  }
}
