package io.redisdrill.scenario.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table as text and as Markdown. */
public final class PromiseText {
  private PromiseText() {}

  /** Returns a line for a cell: the median window, the worst, and whether the promise holds. */
  public static String cell(PromiseCell cell) {
    if (cell.runs() == 0) {
      return "not shown";
    }
    String shown =
        cell.worstLost() == 0
            ? "0 lost"
            : String.format(
                Locale.ROOT, "%.0f ms, worst %.0f", cell.medianMillis(), cell.worstMillis());
    String broken =
        cell.failed() == 0 ? "" : "; broken %d/%d".formatted(cell.failed(), cell.runs());
    String unknown = cell.unknown() == 0 ? "" : " (%d not shown)".formatted(cell.unknown());
    return shown + broken + unknown;
  }

  /** Returns it for a terminal. */
  public static String text(List<PromiseCell> cells) {
    return table(cells, "  %-36s  %-32s  %-32s  %s%n");
  }

  /** Returns it for a page in Markdown. */
  public static String markdown(List<PromiseCell> cells) {
    String head = "| fault | always | everysec | no |\n| --- | --- | --- | --- |\n";
    return head
        + table(cells, "| %s | %s | %s | %s |%n")
            .lines()
            .skip(1)
            .map(line -> line + "\n")
            .collect(Collectors.joining());
  }

  private static String table(List<PromiseCell> cells, String format) {
    Map<String, Map<String, PromiseCell>> rows =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    PromiseCell::fault,
                    Collectors.toMap(PromiseCell::policy, Function.identity())));
    StringBuilder text = new StringBuilder(format.formatted("fault", "always", "everysec", "no"));
    for (String fault : PromiseTable.faults()) {
      Map<String, PromiseCell> row = rows.getOrDefault(fault, Map.of());
      Object[] line =
          PromiseTable.policies().stream()
              .map(policy -> Optional.ofNullable(row.get(policy)).map(PromiseText::cell))
              .map(cell -> cell.orElse("no fsync to change"))
              .toArray();
      text.append(format.formatted(fault, line[0], line[1], line[2]));
    }
    return text.toString();
  }
}
