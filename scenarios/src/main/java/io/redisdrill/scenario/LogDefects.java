package io.redisdrill.scenario;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.SecondRestart;
import io.redisdrill.Verdict;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.TruncateAof;
import io.redisdrill.load.Workload;
import io.redisdrill.stack.Stack;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What a torn AOF does to a Redis that starts all the same. */
final class LogDefects {
  /** So many keys that hardly a write covers another: a hole shows. */
  private static final int KEYS = 10_000;

  /** Microseconds a key, in the child that writes the new base: it is under way when Redis goes. */
  private static final String SLOW_CHILD = "2000";

  private LogDefects() {}

  static List<Defect> all() {
    return List.of(tornTransaction(), tornEarlierIncrement());
  }

  private static Defect tornTransaction() {
    return new Defect(
        drill(
            "aof-everysec-truncate-aof-in-transaction",
            () -> Stacks.aof(AppendFsync.EVERYSEC),
            TruncateAof.insideTransaction(),
            "An AOF torn inside a transaction: what comes after the restart is lost at the next."),
        "An AOF torn inside a command between MULTI and EXEC: Redis starts, cuts the torn command"
            + " off and leaves the MULTI. What it acknowledges from then on is written behind that,"
            + " and never executed when it is loaded again.",
        "7.0.15; see the matrix for others",
        "loadSingleAppendOnlyFile in aof.c: valid_up_to is not valid_before_multi",
        result ->
            result
                .secondRestart()
                .filter(second -> wasCut(result))
                .map(SecondRestart::lost)
                .filter(lost -> lost > 0)
                .map(
                    lost ->
                        String.format(
                            Locale.ROOT,
                            "%,d writes acknowledged after the recovery are gone at the next start",
                            lost)));
  }

  private static Defect tornEarlierIncrement() {
    return new Defect(
        drill(
            "aof-everysec-truncate-aof-earlier-increment",
            () -> Stacks.aof(AppendFsync.EVERYSEC).with("rdb-key-save-delay", SLOW_CHILD),
            TruncateAof.insideEarlierIncrement(30),
            "A torn file in the middle of the AOF: refused once, and then loaded with a hole."),
        "An AOF whose file before the last is torn is refused by the first start, which cuts it off"
            + " all the same; the next start, which a kubelet makes by itself, finds nothing wrong"
            + " and loads the log with a hole in it.",
        "7.0.15; see the matrix for others",
        "found by this tool; loadAppendOnlyFiles in aof.c",
        LogDefects::hole);
  }

  private static Optional<String> hole(DrillResult result) {
    return wasCut(result) && result.dataLoss().holes() > 0
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%,d writes are missing before others that are there; Redis serves",
                result.dataLoss().holes()))
        : Optional.empty();
  }

  private static boolean wasCut(DrillResult result) {
    return result.fault().proof().containsKey("cut") && result.verdict() != Verdict.UNKNOWN;
  }

  private static NamedDrill drill(String name, Supplier<Stack> stack, Fault fault, String shows) {
    return new NamedDrill(
        name, name, shows, stack, Workload.registers().keys(KEYS), fault, true, Optional.empty());
  }
}
