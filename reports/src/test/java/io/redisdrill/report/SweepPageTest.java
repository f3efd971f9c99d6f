package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.report.browser.Browser;
import io.redisdrill.report.browser.Tab;
import io.redisdrill.sweep.KnownAnswer;
import io.redisdrill.sweep.SweepFiles;
import io.redisdrill.sweep.SweepPlan;
import io.redisdrill.sweep.SweepRunner;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at the page of a sweep with a real browser. */
class SweepPageTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  @TempDir static Path directory;
  private static @Nullable Browser browser;
  private static Path page = Path.of("");

  @BeforeAll
  static void write() throws Exception {
    browser = Browser.start();
    try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
      Path out = directory.resolve("out");
      SweepRunner.of(engine)
          .run(SweepPlan.truncations(KnownAnswer.record(engine)), out, progress -> {});
      page = Reports.sweep(SweepFiles.existing(out));
    }
  }

  @AfterAll
  static void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void drawsEachOutcomeWhereTheDamageWas(String theme) throws Exception {
    try (Tab tab = open(theme)) {
      assertThat(tab.text("#sentence")).contains("318 images", "165 poisoned");
      assertThat(tab.evaluate("document.querySelectorAll('#map canvas').length").asInt())
          .isEqualTo(1);
      tab.evaluate(
          "document.querySelector('#map .plot').dispatchEvent("
              + "new KeyboardEvent('keydown', {key: 'ArrowRight'}))");
      assertThat(tab.text("#map .readout")).matches("Byte 1\\d\\d: 1 poisoned");
      tab.screenshot(SCREENSHOTS.resolve("sweep-" + theme + ".png"));
      assertThat(tab.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void hasNoFindingOfAxe(String theme) throws Exception {
    try (Tab tab = open(theme);
        InputStream axe = getClass().getClassLoader().getResourceAsStream(AXE)) {
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
