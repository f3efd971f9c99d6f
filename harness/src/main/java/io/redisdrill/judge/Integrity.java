package io.redisdrill.judge;

import io.redisdrill.DrillResult.DataLoss;
import java.util.List;
import java.util.Locale;

/** What must never be found, whatever a configuration promises. */
final class Integrity {
  private Integrity() {}

  static List<Check> of(DataLoss loss) {
    return List.of(
        none("no corrupt value", loss.corrupt(), "registers whose value does not check"),
        none("no phantom", loss.phantom(), "keys or versions that nobody wrote"),
        none("no hole", loss.holes(), "lost writes before a later survivor of the same writer"),
        none("no torn transaction", loss.torn(), "transactions of which only a part is there"),
        none("every loss explained", loss.unexplained(), "lost writes without a known cause"));
  }

  static Check agreesWithLog(long absent) {
    return none(
        "the log agrees with what is served",
        absent,
        "writes without an answer that are in the log, and not in Redis");
  }

  private static Check none(String name, long count, String words) {
    return count == 0
        ? Check.pass(name, "none found")
        : Check.fail(name, String.format(Locale.ROOT, "%,d %s", count, words));
  }
}
