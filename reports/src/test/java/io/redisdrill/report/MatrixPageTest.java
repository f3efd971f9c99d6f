package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Verdict;
import io.redisdrill.report.browser.Browser;
import io.redisdrill.report.browser.Tab;
import io.redisdrill.report.html.MatrixPage.Kind;
import io.redisdrill.report.html.MatrixPage.Run;
import io.redisdrill.report.html.MatrixPage.Shown;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at the page of a matrix with a real browser. */
class MatrixPageTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final List<String> ENGINES =
      List.of("redis:6.2 (6.2.14)", "redis:7.0 (7.0.15)", "<img src=x onerror=alert(1)>");

  @TempDir static Path runs;
  private static @Nullable Browser browser;
  private static Path page = Path.of("");

  @BeforeAll
  static void write() throws Exception {
    browser = Browser.start();
    page = Reports.matrix(runs, ENGINES, cells());
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  /** Nineteen drills, on the first two engines alone. */
  private static List<Shown> cells() {
    List<Shown> cells = new ArrayList<>();
    for (int engine = 0; engine < 2; engine++) {
      cells.add(cell("aof-power-cut", engine, Kind.SHOWN, "shown 2/2", Verdict.FAIL));
      cells.add(cell("aof-lost", engine, Kind.UNKNOWN, "unknown: a < b & c", Verdict.UNKNOWN));
      for (int i = 0; i < 17; i++) {
        cells.add(cell("aof-" + i, engine, Kind.NOT_SHOWN, "not shown in 2", Verdict.PASS));
      }
    }
    return cells;
  }

  private static Shown cell(String drill, int engine, Kind kind, String words, Verdict verdict) {
    String directory = "20261126T080000Z-" + drill + " #" + engine;
    return new Shown(
        drill,
        ENGINES.get(engine),
        kind,
        words,
        List.of(new Run(directory + "-1", verdict), new Run(directory + "-2", verdict)));
  }

  @Test
  void showsEachCellInItsPlaceAndLeadsToItsRuns() throws Exception {
    try (Tab tab = open("light")) {
      assertThat(tab.text("#sentence"))
          .isEqualTo("76 drills on 3 engines: 2 shown, 34 not shown, 2 unknown.");
      assertThat(count(tab, "#matrix tbody tr")).isEqualTo(19);
      assertThat(count(tab, "#matrix td")).isEqualTo(3 * 19);
      assertThat(count(tab, "#matrix td .shown")).isEqualTo(2);
      assertThat(count(tab, "#matrix td .none")).isEqualTo(19);
      assertThat(tab.text("#matrix")).contains("<img src=x", "unknown: a < b & c", "not run");
      assertThat(count(tab, ".legend li")).isEqualTo(3);
      assertThat(count(tab, "#matrix a.run")).isEqualTo(76);
      String href = "document.querySelector('#matrix a.run').getAttribute('href')";
      assertThat(tab.evaluate(href).asText())
          .isEqualTo("./20261126T080000Z-aof-power-cut%20%230-1/report.html");
      assertThat(tab.problems()).isEmpty();
    }
  }

  private static int count(Tab tab, String selector) throws Exception {
    return tab.evaluate("document.querySelectorAll('" + selector + "').length").asInt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void hasNoFindingOfAxe(String theme) throws Exception {
    try (Tab tab = open(theme);
        InputStream axe = getClass().getClassLoader().getResourceAsStream(AXE)) {
      tab.screenshot(SCREENSHOTS.resolve("matrix-" + theme + ".png"));
      byte[] script = Objects.requireNonNull(axe, AXE).readAllBytes();
      tab.evaluate(new String(script, StandardCharsets.UTF_8));
      String found = tab.evaluate("axe.run().then(r => JSON.stringify(r.violations))").asText();
      assertThat(found).isEqualTo("[]");
    }
  }

  private static Tab open(String theme) throws Exception {
    return Objects.requireNonNull(browser).open().size(1280, 900).media(theme, "screen").load(page);
  }
}
