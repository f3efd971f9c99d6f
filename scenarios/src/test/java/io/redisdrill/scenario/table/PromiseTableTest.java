package io.redisdrill.scenario.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.scenario.AppendFsync;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromiseTableTest {
  private static PromiseCell cell(String fault, String policy, int failed, Double... windows) {
    return new PromiseCell(
        fault, policy, "PT2S", windows.length, 1, failed, 10, windows.length, List.of(windows));
  }

  @Test
  void theMedianLiesInTheMiddle() {
    assertThat(cell("a", "no", 0, 1.0, 2.0, 9.0).medianMillis()).isEqualTo(2);
    assertThat(cell("a", "no", 0, 1.0, 2.0, 4.0, 9.0).medianMillis()).isEqualTo(3);
    assertThat(cell("a", "no", 0).medianMillis()).isZero();
  }

  @Test
  void aCellSaysWhatWasShownAndWhatNot() {
    assertThat(PromiseText.cell(cell("a", "no", 1, 100.0, 300.0)))
        .isEqualTo("200 ms, worst 300 (10 lost, worst 2); broken 1/2 (1 not shown)");
    assertThat(PromiseText.cell(cell("a", "no", 0))).isEqualTo("not shown");
  }

  @Test
  void theTableHasARowForEachFaultAndNamesWhatCannotHappen() {
    List<PromiseCell> cells = new ArrayList<>();
    for (PromiseRow row : PromiseRow.all()) {
      for (AppendFsync policy : AppendFsync.values()) {
        if (row.applies(policy)) {
          cells.add(cell(row.name(), policy.setting(), 0, 1.0));
        }
      }
    }
    List<String> lines = PromiseText.markdown(cells).lines().toList();
    assertThat(lines).hasSize(4 + PromiseTable.faults().size());
    assertThat(lines.get(2))
        .isEqualTo("| promised after a kill | the last 2 s | the last 2 s | the last 2 s |");
    assertThat(lines)
        .filteredOn(line -> line.contains("disk lies"))
        .singleElement()
        .asString()
        .endsWith("| no fsync to change |");
  }
}
