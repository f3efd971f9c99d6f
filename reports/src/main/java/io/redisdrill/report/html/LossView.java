package io.redisdrill.report.html;

import io.redisdrill.DrillResult.DataLoss;
import io.redisdrill.judge.LostWrite;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.Amounts;
import java.util.ArrayList;
import java.util.List;

/**
 * What is missing.
 *
 * @param known whether anything was read back
 * @param causes of the loss
 * @param classes of what was found
 * @param first lost writes
 */
public record LossView(boolean known, Table causes, Table classes, Table first) {
  static LossView of(RunReport report) {
    DataLoss loss = report.result().dataLoss();
    return new LossView(report.lossIsKnown(), causes(loss), classes(loss), first(loss, report));
  }

  private static Table causes(DataLoss loss) {
    List<List<Cell>> rows = new ArrayList<>();
    loss.causes()
        .forEach(
            (cause, count) ->
                rows.add(
                    List.of(
                        Cell.text(cause),
                        Cell.count(count),
                        Cell.number(Amounts.share(count, loss.lost())))));
    return Table.of("Lost writes by cause", List.of("Cause", "Lost writes", "Share"), rows);
  }

  private static Table classes(DataLoss loss) {
    List<List<Cell>> rows = new ArrayList<>();
    row(rows, "lost", loss.lost(), "acknowledged, and absent afterwards");
    row(rows, "hole", loss.holes(), "lost, although a later write of the same writer survived");
    row(rows, "torn", loss.torn(), "a transaction of which only a part is there");
    row(rows, "resurrected", loss.resurrected(), "an acknowledged delete whose key is back");
    row(rows, "corrupt", loss.corrupt(), "a value whose checksum is wrong");
    row(rows, "phantom", loss.phantom(), "a key or version that nobody wrote");
    row(
        rows,
        "survived unacknowledged",
        loss.survivedUnacknowledged(),
        "without an answer, yet there: no harm");
    row(rows, "expired", loss.expired(), "absent because its time was over: no loss");
    row(rows, "evicted", loss.evicted(), "absent, but Redis evicted keys: nothing can be said");
    row(rows, "unexplained", loss.unexplained(), "lost without a cause that explains it");
    return Table.of("What was found", List.of("Class", "Count", "What it is"), rows);
  }

  private static void row(List<List<Cell>> rows, String name, long count, String meaning) {
    rows.add(List.of(Cell.text(name), Cell.count(count), Cell.text(meaning)));
  }

  private static Table first(DataLoss loss, RunReport report) {
    List<List<Cell>> rows = loss.earliest().stream().map(write -> row(write, report)).toList();
    String which =
        loss.lost() > rows.size()
            ? "The first %d of %s lost writes".formatted(rows.size(), Amounts.count(loss.lost()))
            : "The lost writes";
    return Table.of(which, List.of("Key", "Writer", "Version", "Kind", "Acknowledged"), rows);
  }

  private static List<Cell> row(LostWrite write, RunReport report) {
    String when =
        report
            .moments()
            .last()
            .map(last -> beforeFault((last.fault().began() - write.acknowledged()) / 1e6))
            .orElse("–");
    return List.of(
        Cell.code(write.key()),
        Cell.number(Integer.toString(write.writer())),
        Cell.number(Integer.toString(write.version())),
        Cell.code(write.kind().name()),
        Cell.number(when));
  }

  private static String beforeFault(double millis) {
    return millis >= 0
        ? Amounts.exact(millis) + " ms before the fault"
        : Amounts.exact(-millis) + " ms after it began";
  }
}
