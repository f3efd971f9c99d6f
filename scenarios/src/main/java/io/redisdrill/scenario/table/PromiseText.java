package io.redisdrill.scenario.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table as text and as Markdown. */
public final class PromiseText {
  private PromiseText() {}

  /** After which faults the promises stand above the table: the others are loss of power too. */
  private static final Map<String, String> PROMISES =
      Map.of("SIGKILL", "promised after a kill", "power cut", "promised after a power cut");

  private static final List<String> PROMISED = List.of("SIGKILL", "power cut");

  /**
   * Returns a line for a cell: median and worst window, median and worst number of lost writes, and
   * whether the promise holds.
   */
  public static String cell(PromiseCell cell) {
    if (cell.runs() == 0) {
      return "not shown";
    }
    String shown =
        cell.worstLost() == 0
            ? "0 lost"
            : String.format(
                Locale.ROOT,
                "%.0f ms, worst %.0f (%,d lost, worst %,d)",
                cell.medianMillis(),
                cell.worstMillis(),
                cell.medianLost(),
                cell.worstLost());
    String broken =
        cell.failed() == 0 ? "" : "; broken %d/%d".formatted(cell.failed(), cell.runs());
    String unknown = cell.unknown() == 0 ? "" : " (%d not shown)".formatted(cell.unknown());
    return shown + broken + unknown;
  }

  /** Returns it for a terminal. */
  public static String text(List<PromiseCell> cells) {
    return table(cells, "  %-36s  %-58s  %-58s  %s%n");
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

  private static String promise(@Nullable PromiseCell cell) {
    return switch (cell == null ? "-" : cell.promise()) {
      case "PT0S" -> "nothing is lost";
      case "PT2S" -> "the last 2 s";
      case "-" -> "not shown";
      default -> "no bound";
    };
  }

  private static String table(List<PromiseCell> cells, String format) {
    Map<String, Map<String, PromiseCell>> rows =
        cells.stream()
            .collect(
                Collectors.groupingBy(
                    PromiseCell::fault,
                    Collectors.toMap(PromiseCell::policy, Function.identity())));
    StringBuilder text = new StringBuilder(format.formatted("fault", "always", "everysec", "no"));
    for (String fault : PROMISED) {
      Map<String, PromiseCell> row = rows.getOrDefault(fault, Map.of());
      Object[] line =
          PromiseTable.policies().stream().map(row::get).map(PromiseText::promise).toArray();
      text.append(format.formatted(PROMISES.get(fault), line[0], line[1], line[2]));
    }
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
