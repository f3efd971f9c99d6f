package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.judge.RunEvents;
import io.redisdrill.load.HistoryWriter.Appender;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.report.browser.Browser;
import io.redisdrill.report.browser.Tab;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.Metrics;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill of 30 s that recorded 10 million operations: its page is small, and opens at once. */
class LargeRunTest {
  private static final int OPERATIONS = 10_000_000;
  private static final long APART = 3_000;
  private static final long SAMPLED = 250_000_000;
  private static final int SAMPLES = 120;
  private static final int LINES = 20_000;
  private static final int LOADS = 3;

  @TempDir Path runs;

  @Test
  void staysBelowAMegabyteAndOpensInLessThanASecond() throws Exception {
    RunDirectory run =
        HandMade.in(runs, "any")
            .events(LargeRunTest::observed)
            .history(LargeRunTest::writes)
            .nothingSurvived(100)
            .judged()
            .run();

    Path page = Reports.write(run);

    assertThat(Files.size(page)).isLessThan(1_000_000);
    try (Browser browser = Browser.start()) {
      double best =
          DoubleStream.generate(() -> open(browser, page)).limit(LOADS).min().orElseThrow();
      assertThat(best).as("milliseconds to open it").isPositive().isLessThan(1_000);
    }
  }

  /** Returns how long it took until the page was there and its scripts had run. */
  private static double open(Browser browser, Path page) {
    try (Tab tab = browser.open().size(1280, 900).media("light", "screen").load(page)) {
      String shown = "JSON.parse(document.getElementById('timeline-data').textContent).whole";
      assertThat(tab.evaluate(shown + ".counts[0].reduce((a, b) => a + b)").asLong())
          .isEqualTo(OPERATIONS);
      assertThat(tab.evaluate("document.querySelectorAll('.plot canvas').length").asInt()).isOne();
      return tab.evaluate("performance.getEntriesByType('navigation')[0].domComplete").asDouble();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** More than a drill of that length tells. */
  private static void observed(EventLog events) {
    for (int i = 0; i < SAMPLES; i++) {
      long at = i * SAMPLED;
      events.record(at, RunEvents.PROGRESS, Map.of("acknowledged", i * 80_000));
      events.record(at, RunEvents.INFO, Map.of("used_memory", "" + i, "rdb_changes", "" + i));
      double clients = 51.0 + i % 3;
      events.record(
          at, Metrics.TYPE, new Metrics(Map.of("connected_clients", clients), Optional.empty()));
    }
    for (int i = 0; i < LINES; i++) {
      long at = i * APART;
      events.record(at, RunEvents.LOG, new Line(at, Source.REDIS, "a line of the log, no. " + i));
    }
    events.record(RunEvents.DONE, Map.of());
  }

  private static void writes(Appender writer) {
    for (int i = 0; i < OPERATIONS; i++) {
      long at = i * APART;
      writer.add(i % 100, i + 1, Kind.SET, false, Outcome.OK, at, at + 400_000);
    }
  }
}
