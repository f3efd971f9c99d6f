package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.report.model.RunSummary;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page says of a power cut, and that it says nothing of one where there was none. */
class PowerCutReportTest {
  private static final String HEADING = "What the power cut took away";

  @TempDir Path runs;

  private HandMade begun() {
    return HandMade.in(runs, "any")
        .history(
            writer -> {
              for (int i = 0; i < 1_000; i++) {
                long at = i * 1_000_000L;
                writer.add(i % 100, i + 1, Kind.SET, false, Outcome.OK, at, at + 400_000);
              }
            })
        .nothingSurvived(100);
  }

  @Test
  void tellsTheFiguresOfTheCut() {
    Map<String, Object> file =
        Map.of(
            "file",
            "appendonlydir/<x>.aof",
            "action",
            "truncated",
            "sizeBefore",
            5_000,
            "sizeAfter",
            1_000,
            "dropped",
            4_000,
            "ageAtMostMillis",
            512.2);
    RunDirectory run =
        begun()
            .powerCut(
                Map.of(
                    "model",
                    "posix",
                    "bytesDropped",
                    4_000,
                    "filesCut",
                    1,
                    "namesRolledBack",
                    2,
                    "phaseMillis",
                    840.2,
                    "files",
                    List.of(file)))
            .judged()
            .run();
    assertThat(Reports.write(run))
        .content()
        .contains(HEADING, "Names rolled back", "840 ms", "appendonlydir/&lt;x&gt;.aof", "512 ms")
        .contains("Assumed was posix: once their directory was synced.");
    assertThat(RunSummary.of(run).phaseMillis()).contains(840.2);
  }

  @Test
  void saysNothingOfACutWhereThereWasNone() {
    RunDirectory run = begun().events(events -> {}).judged().run();
    assertThat(Reports.write(run)).content().doesNotContain(HEADING, "Assumed was");
    assertThat(RunSummary.of(run).phaseMillis()).isEmpty();
  }
}
