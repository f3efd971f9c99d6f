package io.redisdrill.report.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.redisdrill.Verdict;
import io.redisdrill.report.Reports;
import io.redisdrill.report.browser.Browser;
import io.redisdrill.report.browser.Tab;
import io.redisdrill.report.nightly.Nights.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** A night of 500 drills in which one figure got worse, in every form. */
class NightPagesTest {
  private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final int CELLS = 100;

  @TempDir static Path directory;
  private static Night night;
  private static Path page;

  @BeforeAll
  static void write() {
    Nights nights = new Nights(21);
    List<Night> earlier = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      earlier.add(nights.add(5, "7.0.15", "appendfsync always\n", sources(nights, 0)));
    }
    night = nights.add(5, "7.2.1", "appendfsync </pre><script>\n", sources(nights, 700));
    page = Reports.night(directory, night, earlier);
  }

  private static List<Source> sources(Nights nights, double window) {
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < CELLS; i++) {
      double most = i == 7 ? window : 0;
      sources.add(
          new Source("cell-" + i, () -> nights.between(most / 2, most), () -> nights.skewed(100)));
    }
    return sources;
  }

  private static List<Error> errors(String json) throws IOException {
    try (InputStream in = Reports.class.getResourceAsStream("nightly-1.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(in, InputFormat.JSON)
          .validate(json, InputFormat.JSON);
    }
  }

  @Test
  void theJsonFollowsItsSchemaAndReadsBack() throws Exception {
    String json = Files.readString(directory.resolve(NightFile.NAME));

    // The figures stand for settings here, whose hash they are not.
    String hashed =
        json.replaceAll(
            "\"confSha256\" : \"[^\"]*\"", "\"confSha256\" : \"" + "0".repeat(64) + "\"");
    assertThat(errors(hashed)).isEmpty();
    assertThat(errors(hashed.replace("nightly/1", "nightly/2"))).isNotEmpty();
    assertThat(errors(hashed.replace("\"windows\"", "\"loss\""))).isNotEmpty();
    assertThat(NightFile.read(directory.resolve(NightFile.NAME))).isEqualTo(night);
  }

  /** What the first release wrote, which later ones go on to read. */
  @Test
  void anOldSampleReads() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(NightPagesTest.class.getResourceAsStream("nightly-1.json"))) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(errors(json)).isEmpty();
      Night sample = NightFile.parse("sample", json);
      assertThat(sample.cells())
          .extracting(NightCell::drill)
          .containsExactly("aof-always-power-cut", "aof-everysec-power-cut");
      assertThat(sample.cells().get(1).windows()).hasSize(5).contains(337.058);
      assertThat(sample.verdict()).isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void ciServersSeeATestCaseADrillAndTheRegression() throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(directory.resolve("junit.xml"))))
            .getDocumentElement();

    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(5 * CELLS + 1);
    assertThat(suite.getAttribute("tests")).isEqualTo("501");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(directory.resolve("nightly.md"))
        .content()
        .contains("FAIL", "data-loss window of embedded/cell-7", "before 0 ms")
        .doesNotContain("<script");
  }

  @Test
  void otherProgramsReadTheFigures() throws Exception {
    assertThat(Files.readAllLines(directory.resolve("trend.csv")))
        .hasSize(1 + 9 * CELLS * 2)
        .allMatch(line -> line.split(",").length == 7);
    List<String> metrics = Files.readAllLines(directory.resolve("nightly.prom"));
    assertThat(metrics.get(metrics.size() - 1)).isEqualTo("# EOF");
    assertThat(metrics)
        .contains("redis_drill_worse 1", "redis_drill_verdict{cell=\"embedded/cell-7\"} 0")
        .allMatch(
            line -> line.startsWith("# ") || line.matches("redis_drill_\\w+(\\{[^}]+}+)? [0-9.]+"));
  }

  @Test
  void aBrowserShowsItWithoutAComplaint() throws Exception {
    try (Browser browser = Browser.start()) {
      for (String scheme : List.of("light", "dark")) {
        try (Tab tab = browser.open().size(1280, 900).media(scheme, "screen").load(page)) {
          assertThat(tab.text("#verdict")).isEqualTo("FAIL");
          assertThat(tab.text("#sentence"))
              .contains("500 drills in 100 cells", "1 figure got worse");
          assertThat(tab.text("#changed")).contains("7.2.1", "+ appendfsync </pre><script>");
          assertThat(tab.text("#trend-title ~ .scroll")).contains("cell-7", "worse");
          assertThat(tab.evaluate("document.querySelectorAll('section .drift').length").asInt())
              .isGreaterThan(10);
          tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
          assertThat(tab.evaluate("document.querySelectorAll('#runs .run').length").asInt())
              .isEqualTo(500);
          tab.evaluate(
              "{const f = document.getElementById('filter'); f.value = 'cell-42';"
                  + " f.dispatchEvent(new Event('input'))}");
          assertThat(tab.text("#count")).isEqualTo("1 of 100 shown");
          tab.evaluate(axe());
          String found = tab.evaluate("axe.run().then(r => JSON.stringify(r.violations))").asText();
          assertThat(found).as(scheme).isEqualTo("[]");
        }
        try (Tab tab = browser.open().size(1280, 900).media(scheme, "screen").load(page)) {
          tab.screenshot(Path.of("target/screenshots/nightly-" + scheme + ".png"));
          assertThat(tab.problems()).isEmpty();
        }
      }
    }
  }

  private static String axe() throws IOException {
    ClassLoader here = NightPagesTest.class.getClassLoader();
    try (InputStream in = Objects.requireNonNull(here.getResourceAsStream(AXE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
