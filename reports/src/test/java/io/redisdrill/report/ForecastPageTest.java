package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Verdict;
import io.redisdrill.report.browser.Browser;
import io.redisdrill.report.browser.Tab;
import io.redisdrill.report.forecast.Forecast;
import io.redisdrill.report.forecast.Measured;
import io.redisdrill.run.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at the page of a forecast with a real browser. */
class ForecastPageTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final Instant MADE = Instant.parse("2026-11-26T08:00:00Z");

  @TempDir static Path runs;
  private static @Nullable Browser browser;
  private static Path page = Path.of("");
  private static Path unknown = Path.of("");

  @BeforeAll
  static void write() throws Exception {
    browser = Browser.start();
    page = Reports.forecast(runs, forecast("hybrid-container-kill", Verdict.PASS));
    unknown = Reports.forecast(runs, forecast("<script>alert(1)</script>", Verdict.FAIL));
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private static Forecast forecast(String drill, Verdict ofTheFirst) {
    List<Measured> drills = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      long size = 32L << (i % 3);
      drills.add(
          new Measured(
              size << 20,
              i == 0 ? ofTheFirst : Verdict.PASS,
              Optional.of(60 + 2.5 * size + (i * 7_919) % 23),
              "20261126T080000Z-" + i));
    }
    return Forecast.of(
        new Forecast.Question(drill, "embedded", "7.0.15", 1024, 1L << 30, 0.95), drills, MADE);
  }

  @Test
  void drawsEachDrillTheBandAndTheSizeThatWasAskedFor() throws Exception {
    try (Tab tab = open(page, "light")) {
      assertThat(tab.text("#verdict")).isEqualTo("PASS");
      assertThat(tab.text("#sentence")).contains("1 GiB", "95 %");
      assertThat(count(tab, "#forecast circle")).isEqualTo(9);
      assertThat(count(tab, "#forecast polygon")).isEqualTo(1);
      assertThat(count(tab, "#sizes a.run")).isEqualTo(9);
      assertThat(tab.text("main")).contains("8.0 times the largest size");
      String box = "document.querySelector('#forecast %s').getBoundingClientRect()";
      assertThat(
              tab.evaluate(
                      box.formatted("path.asked") + ".x > " + box.formatted("circle") + ".x + 300")
                  .asBoolean())
          .isTrue();
      assertThat(tab.problems()).isEmpty();
    }
    assertThat(
            Json.MAPPER.readValue(
                Files.readString(runs.resolve("forecast-hybrid-container-kill.json")),
                Forecast.class))
        .isEqualTo(forecast("hybrid-container-kill", Verdict.PASS));
  }

  @Test
  void drawsNoLineWhereThereIsNone() throws Exception {
    try (Tab tab = open(unknown, "light")) {
      assertThat(tab.text("#verdict")).isEqualTo("UNKNOWN");
      assertThat(tab.text("#sentence")).contains("<script>", "1 of 9 drills");
      assertThat(count(tab, "#forecast circle")).isEqualTo(9);
      assertThat(count(tab, "#forecast polygon, #forecast polyline, #forecast .asked")).isZero();
      assertThat(tab.problems()).isEmpty();
    }
  }

  private static int count(Tab tab, String selector) throws Exception {
    return tab.evaluate("document.querySelectorAll('" + selector + "').length").asInt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void hasNoFindingOfAxe(String theme) throws Exception {
    for (Path each : List.of(page, unknown)) {
      try (Tab tab = open(each, theme);
          InputStream axe = getClass().getClassLoader().getResourceAsStream(AXE)) {
        byte[] script = Objects.requireNonNull(axe, AXE).readAllBytes();
        tab.screenshot(SCREENSHOTS.resolve(each.getFileName() + "-" + theme + ".png"));
        tab.evaluate(new String(script, StandardCharsets.UTF_8));
        String found = tab.evaluate("axe.run().then(r => JSON.stringify(r.violations))").asText();
        assertThat(found).isEqualTo("[]");
      }
    }
  }

  private static Tab open(Path file, String theme) throws Exception {
    return Objects.requireNonNull(browser).open().size(1280, 900).media(theme, "screen").load(file);
  }
}
