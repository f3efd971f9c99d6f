package io.redisdrill.report.model;

import static io.redisdrill.report.HandMade.FAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redisdrill.load.HistoryWriter.Appender;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.report.HandMade;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityTest {
  private static final long MILLI = 1_000_000;

  @TempDir Path runs;

  /** One write a millisecond for two seconds, each with its outcome after one more. */
  private static void steady(Appender writer) {
    for (int i = 0; i < 2_000; i++) {
      Outcome outcome = Outcome.OK;
      if (i >= 1_000 && i < 1_100) {
        outcome = i % 2 == 0 ? Outcome.FAIL : Outcome.UNKNOWN;
      }
      writer.add(i % 10, i + 1, Kind.SET, false, outcome, i * MILLI, (i + 1) * MILLI);
    }
  }

  private RunReport report(Consumer<Appender> writes) {
    return RunReport.of(HandMade.in(runs, "any").events(more -> {}).history(writes).run());
  }

  @Test
  void countsEveryWriteInBuckets() {
    Timeline whole = report(ActivityTest::steady).activity().whole().orElseThrow();

    assertThat(whole.total(Series.ACKNOWLEDGED)).isEqualTo(1_900);
    assertThat(whole.total(Series.FAILED)).isEqualTo(50);
    assertThat(whole.total(Series.UNKNOWN)).isEqualTo(50);
    assertThat(whole.total(Series.LOST)).isZero();
    assertThat(whole.buckets()).isLessThanOrEqualTo(Activity.POINTS + 1);
    assertThat(whole.width()).isEqualTo(10 * MILLI);
    assertThat(whole.count(Series.ACKNOWLEDGED, 50)).isEqualTo(10);
    assertThat(whole.at(50)).isEqualTo(500 * MILLI);
  }

  @Test
  void drawsTheTimeAroundTheFaultFiner() {
    Timeline close = report(ActivityTest::steady).activity().close().orElseThrow();

    assertThat(close.width()).isEqualTo(MILLI);
    assertThat(close.from()).isEqualTo(FAULT - 100 * MILLI);
    assertThat(close.total(Series.FAILED)).isEqualTo(50);
  }

  @Test
  void countsWhatIsLostWhenItWasAcknowledged() {
    RunDirectory run =
        HandMade.in(runs, "any")
            .events(more -> {})
            .history(
                writer -> {
                  writer.add(0, 1, Kind.SET, false, Outcome.OK, 0, 5 * MILLI);
                  writer.add(1, 2, Kind.SET, false, Outcome.UNKNOWN, 0, 50 * MILLI);
                })
            .nothingSurvived(2)
            .run();

    Timeline whole = RunReport.of(run).activity().whole().orElseThrow();

    assertThat(whole.total(Series.LOST)).isEqualTo(1);
    assertThat(whole.from()).isEqualTo(5 * MILLI);
    assertThat(whole.count(Series.LOST, 0)).isEqualTo(1);
  }

  @Test
  void tellsLatenciesByEra() {
    var rows = report(ActivityTest::steady).activity().latencies();

    assertThat(rows).extracting(LatencyRow::era).containsExactly(Era.BEFORE, Era.DURING, Era.AFTER);
    assertThat(rows).extracting(LatencyRow::count).containsExactly(999L, 1L, 900L);
    assertThat(rows.get(0).p99()).isCloseTo(1.0, within(0.01));
  }

  @Test
  void widensItsBucketsForALongRun() {
    Timeline whole =
        report(
                writer -> {
                  for (int i = 0; i < 1_000; i++) {
                    long at = i * 3_600_000L * MILLI;
                    writer.add(0, i + 1, Kind.SET, false, Outcome.OK, at, at);
                  }
                })
            .activity()
            .whole()
            .orElseThrow();

    assertThat(whole.total(Series.ACKNOWLEDGED)).isEqualTo(1_000);
    assertThat(whole.buckets()).isBetween(100, Activity.POINTS + 1);
  }

  @Test
  void saysWhyAHistoryCannotBeRead() throws IOException {
    RunDirectory run = HandMade.in(runs, "any").events(more -> {}).run();
    Files.writeString(run.file("history.bin"), "something else altogether, and long enough for it");

    Activity activity = RunReport.of(run).activity();

    assertThat(activity.whole()).isEmpty();
    assertThat(activity.problem().orElseThrow()).contains("a file of another kind");
  }

  @Test
  void hasNothingToDrawWithoutAHistory() {
    Activity activity = RunReport.of(HandMade.in(runs, "any").run()).activity();

    assertThat(activity.whole()).isEmpty();
    assertThat(activity.problem()).isEmpty();
  }
}
