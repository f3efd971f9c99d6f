package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.load.HistoryWriter.Appender;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.recovery.Phase;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.report.browser.Browser;
import io.redisdrill.report.browser.Chart;
import io.redisdrill.report.browser.Tab;
import io.redisdrill.report.model.ResultFile;
import io.redisdrill.report.text.Amounts;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn of one fault, and of several, held against what was recorded. */
class TimelinePageTest {
  private static final long MILLI = 1_000_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  @TempDir static Path runs;
  private static Browser browser;
  private static RunDirectory one;
  private static RunDirectory three;
  private static Path pageOfOne;
  private static Path pageOfThree;

  @BeforeAll
  static void write() throws Exception {
    browser = Browser.start();
    one = made(events -> episode(events, "container-kill", Severity.SIGKILL, 1_000));
    pageOfOne = Reports.write(one);
    three =
        made(
            events -> {
              episode(events, "container-kill", Severity.SIGKILL, 400);
              episode(events, "pod-delete", Severity.SIGTERM, 1_000);
              episode(events, "restart", Severity.SIGTERM, 1_600);
            });
    pageOfThree = Reports.write(three);
  }

  @AfterAll
  static void close() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private interface Episodes {
    void in(EventLog events);
  }

  private static RunDirectory made(Episodes episodes) {
    return HandMade.in(runs, "any")
        .recorded(
            events -> {
              events.record(0, RunEvents.STEP, Map.of("name", "load"));
              episodes.in(events);
              events.record(2_000 * MILLI, RunEvents.DONE, Map.of());
            })
        .history(TimelinePageTest::writes)
        .nothingSurvived(100)
        .judged()
        .run();
  }

  /** Down for a tenth of a second and a thousandth of its beginning, so that each can be told. */
  private static void episode(EventLog events, String name, Severity severity, long millis) {
    long began = millis * MILLI;
    double back = 100 + millis / 1_000.0;
    events.record(
        began,
        RunEvents.INJECTION,
        new Injection(
            name, severity, began, began + 20 * MILLI, true, Map.of("process", "of " + name)));
    events.record(
        began + 110 * MILLI,
        RunEvents.RECOVERY,
        new Recovery(
            true,
            List.of(
                new Phase("process started", 45, 50),
                new Phase("first acknowledged write", 95, back)),
            20,
            "a write"));
  }

  private static void writes(Appender writer) {
    for (int i = 0; i < 2_000; i++) {
      writer.add(i % 100, i + 1, Kind.SET, false, Outcome.OK, i * MILLI, i * MILLI + 400_000);
    }
  }

  private static Tab open(Path page) throws Exception {
    return browser.open().size(1280, 900).media("light", "screen").load(page);
  }

  @Test
  void zoomsInAndBack() throws Exception {
    try (Tab tab = open(pageOfOne)) {
      Chart chart = new Chart(tab);
      double from = chart.from();
      double until = chart.until();
      assertThat(from).isCloseTo(-1, within(0.05));
      assertThat(until).isCloseTo(1, within(0.05));

      chart.press("+");
      assertThat(chart.until() - chart.from()).isCloseTo((until - from) / 2, within(0.01));
      chart.press("+");
      assertThat(chart.until() - chart.from()).isCloseTo((until - from) / 4, within(0.01));
      chart.press("-");
      assertThat(chart.until() - chart.from()).isCloseTo((until - from) / 2, within(0.01));
      chart.press("0");
      assertThat(chart.from()).isEqualTo(from);
      assertThat(chart.until()).isEqualTo(until);

      chart.closeUp();
      assertThat(chart.from()).isBetween(-0.3, -0.05);
      assertThat(chart.until()).isBetween(0.1, 0.4);
      assertThat(tab.problems()).isEmpty();
    }
  }

  @Test
  void shadesTheFaultAndThePhases() throws Exception {
    try (Tab tab = open(pageOfOne)) {
      Chart chart = new Chart(tab);
      chart.closeUp();
      String before = chart.behind(-0.043);

      assertThat(chart.behind(0.143)).isEqualTo(before);
      assertThat(List.of(chart.behind(0.013), chart.behind(0.033), chart.behind(0.073)))
          .doesNotContain(before)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void shadesEachOfSeveralFaults() throws Exception {
    try (Tab tab = open(pageOfThree)) {
      Chart chart = new Chart(tab);
      String plain = chart.behind(-0.213);
      String fault = chart.behind(0.01);
      String phase = chart.behind(0.073);

      assertThat(List.of(plain, fault, phase)).doesNotHaveDuplicates();
      for (double at : List.of(0.6, 1.2)) {
        assertThat(chart.behind(at - 0.213)).isEqualTo(plain);
        assertThat(chart.behind(at + 0.01)).isEqualTo(fault);
        assertThat(chart.behind(at + 0.073)).isEqualTo(phase);
      }
      assertThat(chart.behind(1.513)).isEqualTo(plain);
    }
  }

  private static List<List<String>> rows(Tab tab, String table) {
    List<List<String>> rows = new ArrayList<>();
    tab.evaluate(
            "[...document.querySelectorAll('%s tbody tr')].map(r => [...r.cells].map(c => c.textContent))"
                .formatted(table))
        .forEach(
            row -> {
              List<String> cells = new ArrayList<>();
              row.forEach(cell -> cells.add(cell.asText()));
              rows.add(cells);
            });
    return rows;
  }

  @Test
  void tellsThePhasesOfTheResult() throws Exception {
    List<Phase> phases = ResultFile.read(one).orElseThrow().recoveryTime().orElseThrow().phases();
    try (Tab tab = open(pageOfOne)) {
      assertThat(rows(tab, "table.phases"))
          .extracting(row -> List.of(row.get(0), row.get(1), row.get(3), row.get(4)))
          .containsExactly(
              List.of("1", phases.get(0).name(), "45.000", "50.000"),
              List.of("2", phases.get(1).name(), "95.000", "101.000"));
      assertThat(phases).extracting(Phase::toMillis).containsExactly(50.0, 101.0);
      assertThat(tab.evaluate("document.querySelectorAll('#faults').length").asInt()).isZero();
    }
  }

  @Test
  void tellsOfEachFaultAndItsRecovery() throws Exception {
    var faults = ResultFile.read(three).orElseThrow().faults();
    assertThat(faults).hasSize(3);
    try (Tab tab = open(pageOfThree)) {
      assertThat(rows(tab, "#faults"))
          .extracting(row -> List.of(row.get(0), row.get(1), row.get(4), row.get(6)))
          .containsExactly(
              List.of("1", "container-kill", "0.000", Amounts.millis(100.4)),
              List.of("2", "pod-delete", "0.600", Amounts.millis(101)),
              List.of("3", "restart", "1.200", Amounts.millis(101.6)));
      for (int i = 0; i < 3; i++) {
        assertThat(faults.get(i).name()).isEqualTo(rows(tab, "#faults").get(i).get(1));
        assertThat(Amounts.millis(faults.get(i).recoveryTime().orElseThrow().totalMillis()))
            .isEqualTo(rows(tab, "#faults").get(i).get(6));
      }
      assertThat(rows(tab, "table.phases"))
          .extracting(row -> row.get(0))
          .containsExactly("1.1", "1.2", "2.1", "2.2", "3.1", "3.2");
      assertThat(tab.text("main"))
          .contains("Fault 1, and the proof", "of container-kill", "of pod-delete", "of restart")
          .contains("container-kill, pod-delete, restart");
      tab.screenshot(SCREENSHOTS.resolve("several-faults.png"));
      assertThat(tab.problems()).isEmpty();
      tab.evaluate(BrowserTest.axe());
      assertThat(tab.evaluate("axe.run().then(r => JSON.stringify(r.violations))").asText())
          .isEqualTo("[]");
    }
    assertThat(Files.readString(three.file("report.md")))
        .contains("| 1 | container-kill | " + Amounts.millis(100.4) + " |")
        .contains("| 2 | pod-delete | " + Amounts.millis(101) + " |")
        .contains("| 3 | restart | " + Amounts.millis(101.6) + " |");
  }
}
