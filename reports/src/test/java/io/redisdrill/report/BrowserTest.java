package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.load.HistoryWriter.Appender;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.report.browser.Browser;
import io.redisdrill.report.browser.Tab;
import io.redisdrill.report.html.RepetitionsPage;
import io.redisdrill.report.model.ResultFile;
import io.redisdrill.report.model.RunSummary;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.Metrics;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at the pages with a real browser. */
class BrowserTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  @TempDir static Path runs;
  private static Browser browser;
  private static RunDirectory run;
  private static Path page;
  private static Path index;
  private static Path repetitions;
  private static Path promises;
  private static Path powerCuts;

  @BeforeAll
  static void write() throws Exception {
    browser = Browser.start();
    run =
        HandMade.in(runs, "any")
            .events(
                events -> {
                  scrapes(events);
                  events.record(RunEvents.DONE, Map.of());
                })
            .history(BrowserTest::writes)
            .nothingSurvived(100)
            .judged()
            .run();
    page = Reports.write(run);
    index = Reports.index(runs);
    repetitions = Reports.repetitions(runs, List.of(run, run));
    promises = Reports.promises(runs, List.of(cell("always", "PT0S"), cell("everysec", "PT2S")));
    powerCuts =
        Files.writeString(
            runs.resolve("power-cuts.html"),
            RepetitionsPage.render(IntStream.range(0, 20).mapToObj(BrowserTest::cut).toList()));
  }

  private static Reports.PromiseShown cell(String policy, String promise) {
    List<Double> windows = List.of(12.0, 400.0, 2_500.0);
    return new Reports.PromiseShown("power cut", policy, promise, "400 ms", true, 9, windows);
  }

  @Test
  void showsADotForEachRunAndEachPromiseInWords() throws Exception {
    try (Tab tab = open(promises, "light", 1280)) {
      assertThat(tab.evaluate("document.querySelectorAll('#promises circle').length").asInt())
          .isEqualTo(6);
      assertThat(tab.text("#promises")).contains("nothing is lost", "at most 2");
      assertThat(tab.text("#sentence")).contains("6 drills", "In 2 of 2 cells");
      assertThat(tab.problems()).isEmpty();
    }
  }

  /** Under everysec the window is the part of the second that was over. */
  private static RunSummary cut(int index) {
    double phase = index * 50 + 25;
    return new RunSummary(
        "run-" + index,
        false,
        Instant.parse("2026-11-24T22:15:00Z"),
        "aof-everysec-power-cut",
        "k3s",
        Optional.of(Verdict.PASS),
        Optional.of(100L),
        Optional.of(phase + (index * 7_919) % 5),
        Optional.of(850.0 + index),
        Optional.of(phase));
  }

  /** Four answers a second, and none from the fault on for a while. */
  private static void scrapes(EventLog events) {
    for (int i = 0; i < 8; i++) {
      Metrics metrics =
          i == 4 || i == 5
              ? Metrics.missing("no pod")
              : new Metrics(Map.of("redis_connected_clients", 51.0 + i), Optional.empty());
      events.record(i * 250_000_000L, Metrics.TYPE, metrics);
    }
  }

  /** Ten writes a millisecond, but none acknowledged from the fault to the recovery. */
  private static void writes(Appender writer) {
    for (int i = 0; i < 20_000; i++) {
      long at = i * 100_000L;
      boolean down = at > HandMade.FAULT && at < HandMade.FAULT + 100_000_000;
      long took = 400_000 + (i * 7_919L) % 3_000_000;
      Outcome outcome = down ? Outcome.UNKNOWN : Outcome.OK;
      writer.add(i % 100, i + 1, Kind.SET, false, outcome, at, at + took);
    }
  }

  @AfterAll
  static void close() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private static Tab open(Path file, String scheme, int width) throws Exception {
    return browser.open().size(width, 900).media(scheme, "screen").load(file);
  }

  private static String exact(Tab tab, String figure) {
    return tab.evaluate("document.getElementById('figure-" + figure + "').dataset.exact").asText();
  }

  @Test
  void showsTheFiguresOfTheResult() throws Exception {
    DrillResult result = ResultFile.read(run).orElseThrow();
    try (Tab tab = open(page, "light", 1280)) {
      assertThat(tab.text("#verdict")).isEqualTo(result.verdict().toString());
      assertThat(exact(tab, "lost")).isEqualTo("" + result.dataLoss().lost());
      assertThat(exact(tab, "window")).isEqualTo("" + result.dataLoss().windowMillis());
      assertThat(exact(tab, "acknowledged")).isEqualTo("" + result.writes().acknowledged());
      assertThat(exact(tab, "recovery"))
          .isEqualTo("" + result.recoveryTime().orElseThrow().totalMillis());
      assertThat(tab.text("#figure-lost").replace(",", ""))
          .isEqualTo("" + result.dataLoss().lost());
      assertThat(result.dataLoss().lost()).isEqualTo(19_001);
      assertThat(sum(tab, 0)).isEqualTo(result.writes().acknowledged());
      assertThat(sum(tab, 3)).isEqualTo(result.dataLoss().lost());
      assertThat(tab.problems()).isEmpty();
    }
  }

  private static long sum(Tab tab, int series) {
    String data = "JSON.parse(document.getElementById('timeline-data').textContent)";
    return tab.evaluate(data + ".whole.counts[" + series + "].reduce((a, b) => a + b)").asLong();
  }

  @Test
  void movesAlongTheTimelineByKeyboard() throws Exception {
    try (Tab tab = open(page, "light", 1280)) {
      tab.evaluate("document.querySelector('.plot').focus()");
      tab.press("ArrowRight");

      assertThat(tab.text(".readout")).contains("acknowledged/s");
      tab.press("+");
      tab.press("0");
      tab.evaluate("document.querySelector('[data-view=close]').click()");
      tab.press("ArrowLeft");
      assertThat(tab.text(".readout")).contains("acknowledged/s");
      assertThat(tab.problems()).isEmpty();
    }
  }

  @Test
  void showsAMetricOnceItIsChosenAndNoZeroWhereItIsMissing() throws Exception {
    try (Tab tab = open(page, "light", 1280)) {
      String button =
          "[...document.querySelectorAll('.keys button')]"
              + ".find(b => b.textContent.includes('redis_connected_clients'))";
      assertThat(tab.evaluate(button + ".getAttribute('aria-pressed')").asText())
          .isEqualTo("false");
      tab.evaluate(button + ".click()");
      tab.evaluate("document.querySelector('.plot').focus()");
      tab.press("ArrowLeft");
      assertThat(tab.text(".readout")).contains("redis_connected_clients");
      String data = "JSON.parse(document.getElementById('timeline-data').textContent)";
      String values = tab.evaluate("JSON.stringify(" + data + ".metrics[0].whole)").asText();
      assertThat(values).contains("51", "54", "58", "null").doesNotContain("[0", ",0");
      assertThat(tab.text("#timeline-title ~ .note")).contains("asked 8 times", "2 times");
      assertThat(tab.problems()).isEmpty();
    }
  }

  @Test
  void sortsAndFiltersTheRuns() throws Exception {
    try (Tab tab = open(index, "light", 1280)) {
      tab.evaluate("document.querySelector('#runs th button').click()");
      tab.evaluate(
          "{const f = document.getElementById('filter'); f.value = 'nothing like it';"
              + " f.dispatchEvent(new Event('input'))}");

      assertThat(tab.text("#count")).isEqualTo("0 of 1 shown");
      assertThat(tab.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void hasNoFindingOfAxeInEitherTheme(String scheme) throws Exception {
    for (Path each : List.of(page, index, repetitions, promises, powerCuts)) {
      String name = each.getFileName().toString().replace(".html", "-") + scheme;
      try (Tab tab = open(each, scheme, 1280)) {
        tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        tab.evaluate(axe());
        String found = tab.evaluate("axe.run().then(r => JSON.stringify(r.violations))").asText();
        assertThat(found).as(name).isEqualTo("[]");
      }
      try (Tab tab = open(each, scheme, 1280)) {
        tab.screenshot(SCREENSHOTS.resolve(name + ".png"));
        assertThat(tab.problems()).isEmpty();
      }
    }
  }

  @Test
  void drawsTheLossAgainstTheMomentOfTheCut() throws Exception {
    try (Tab tab = open(powerCuts, "light", 1280)) {
      String places =
          "[...document.querySelectorAll('.scatter circle')].map(c => c.getBoundingClientRect())";
      assertThat(tab.evaluate(places + ".length").asInt()).isEqualTo(20);
      assertThat(
              tab.evaluate(places + ".every((c, i, all) => i == 0 || c.x > all[i - 1].x)")
                  .asBoolean())
          .isTrue();
      assertThat(tab.evaluate(places + "[0].y > " + places + "[19].y + 150").asBoolean()).isTrue();
      assertThat(tab.text("main")).contains("250 to 500 ms");
      assertThat(tab.problems()).isEmpty();
    }
    try (Tab tab = open(repetitions, "light", 1280)) {
      assertThat(tab.evaluate("document.querySelectorAll('.scatter').length").asInt()).isZero();
    }
  }

  @Test
  void fitsAPhoneAndPaper() throws Exception {
    try (Tab tab = open(page, "dark", 390)) {
      assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
      tab.screenshot(SCREENSHOTS.resolve("report-phone.png"));
      tab.print(SCREENSHOTS.resolve("report.pdf"));
      assertThat(tab.problems()).isEmpty();
    }
  }

  static String axe() throws IOException {
    try (InputStream in = BrowserTest.class.getClassLoader().getResourceAsStream(AXE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
