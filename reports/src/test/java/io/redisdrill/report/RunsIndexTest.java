package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Verdict;
import io.redisdrill.judge.Check;
import io.redisdrill.report.browser.Browser;
import io.redisdrill.report.browser.Tab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sorting and filtering the page of all runs, in a real browser. */
class RunsIndexTest {
  @TempDir static Path runs;
  private static Browser browser;
  private static Path index;

  @BeforeAll
  static void write() throws Exception {
    browser = Browser.start();
    // As text, 20 would come before 3.
    judged(Verdict.PASS, 20);
    judged(Verdict.FAIL, 3);
    judged(Verdict.PASS, 1_000, new Check("enough load", Verdict.UNKNOWN, "too little"));
    index = Reports.index(runs);
  }

  private static void judged(Verdict verdict, long lost, Check... checks) {
    HandMade.in(runs, "any")
        .result(
            Results.of(
                Results.loss(lost, 5, 0),
                List.of(Results.window(verdict, "PT2S", "promise")),
                checks));
  }

  @AfterAll
  static void close() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private static Tab open() throws Exception {
    return browser.open().size(1280, 900).media("light", "screen").load(index);
  }

  /** Returns what a column shows in the rows that are not hidden. */
  private static List<String> column(Tab tab, int column) {
    List<String> shown = new ArrayList<>();
    tab.evaluate(
            "[...document.querySelectorAll('#runs tbody tr')].filter(r => r.offsetParent)"
                + ".map(r => r.cells[%d].textContent)".formatted(column))
        .forEach(cell -> shown.add(cell.asText()));
    return shown;
  }

  private static void sortBy(Tab tab, String header) {
    tab.evaluate(
        "[...document.querySelectorAll('#runs th button')].find(b => b.textContent === '%s').click()"
            .formatted(header));
  }

  @Test
  void sortsByNumbersUpAndDown() throws Exception {
    try (Tab tab = open()) {
      sortBy(tab, "Lost");
      assertThat(column(tab, 4)).containsExactly("3", "20", "1,000");
      assertThat(column(tab, 3)).containsExactly("FAIL", "PASS", "UNKNOWN");
      sortBy(tab, "Lost");
      assertThat(column(tab, 4)).containsExactly("1,000", "20", "3");
      assertThat(
              tab.evaluate("document.querySelectorAll('#runs th')[4].getAttribute('aria-sort')")
                  .asText())
          .isEqualTo("descending");
      assertThat(tab.problems()).isEmpty();
    }
  }

  @Test
  void sortsVerdictsByHowBadTheyAre() throws Exception {
    try (Tab tab = open()) {
      sortBy(tab, "Verdict");
      assertThat(column(tab, 3)).containsExactly("PASS", "UNKNOWN", "FAIL");
    }
  }

  @Test
  void showsTheRunsOfOneVerdictAlone() throws Exception {
    try (Tab tab = open()) {
      assertThat(column(tab, 3)).hasSize(3);
      choose(tab, "UNKNOWN");
      assertThat(column(tab, 4)).containsExactly("1,000");
      assertThat(tab.text("#count")).isEqualTo("1 of 3 shown");
      choose(tab, "");
      assertThat(column(tab, 4)).hasSize(3);
      assertThat(tab.problems()).isEmpty();
    }
  }

  private static void choose(Tab tab, String verdict) {
    tab.evaluate(
        "{const s = document.getElementById('only'); s.value = '%s';".formatted(verdict)
            + " s.dispatchEvent(new Event('change'))}");
  }
}
