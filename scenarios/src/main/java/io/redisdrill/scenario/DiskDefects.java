package io.redisdrill.scenario;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.fault.FailingDisk;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.PowerCut;
import io.redisdrill.fault.PowerCut.During;
import io.redisdrill.fault.SlowDisk;
import io.redisdrill.load.Workload;
import io.redisdrill.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What only a power cut or a disk that misbehaves shows. */
final class DiskDefects {
  /** Whatever the phase of the cut, no less than this is lost: more than everysec may be late. */
  private static final Duration DELAY = Duration.ofMillis(2_500);

  private static final Duration SLOW_FOR = Duration.ofMillis(5_500);
  private static final Duration UNDER_WAY = Duration.ofMillis(900);

  /** Microseconds a key, in the child that writes the new file: 5,000 keys take ten seconds. */
  private static final String SLOW_CHILD = "2000";

  private DiskDefects() {}

  static List<Defect> all() {
    return List.of(slowDisk(), noFsyncOnRewrite(), stuckAfterFailure(), killShowsNothing());
  }

  private static Defect slowDisk() {
    return new Defect(
        drill(
            "aof-everysec-slow-disk-power-cut",
            () -> Stacks.aof(AppendFsync.EVERYSEC),
            new SlowDisk(DELAY, SLOW_FOR, Optional.of(new PowerCut())),
            "With an fsync of 2.5 s everysec loses more than its two seconds."),
        "everysec loses more than two seconds where an fsync takes long: the next one begins up to"
            + " two seconds late, and what came since the last one that ended is gone.",
        "every version",
        "measured; flushAppendOnlyFile in aof.c",
        result -> window(result, 2_000));
  }

  private static Defect noFsyncOnRewrite() {
    return new Defect(
        drill(
            "aof-always-power-cut-during-rewrite-without-fsync",
            () ->
                Stacks.aof(AppendFsync.ALWAYS)
                    .with("no-appendfsync-on-rewrite", "yes")
                    .with("rdb-key-save-delay", SLOW_CHILD),
            new PowerCut().during(During.REWRITE).busyFor(UNDER_WAY),
            "With no-appendfsync-on-rewrite yes, always loses all since the rewrite began."),
        "appendfsync always with no-appendfsync-on-rewrite yes does not sync while a child writes:"
            + " a power cut loses everything since the fork, and no client sees an error.",
        "every version with no-appendfsync-on-rewrite yes",
        "the comment in redis.conf",
        result -> window(result, UNDER_WAY.toMillis() / 2.0));
  }

  private static Defect stuckAfterFailure() {
    return new Defect(
        drill(
            "aof-everysec-failing-disk",
            () -> Stacks.aof(AppendFsync.EVERYSEC),
            new FailingDisk(),
            "After one failed fsync everysec refuses writes for good, though the disk is well."),
        "After one failed fsync under everysec, writes stay refused although the disk is well"
            + " again: Redis syncs only after a write, and takes none. CONFIG SET appendonly no,"
            + " then yes, frees it.",
        "every engine of the matrix",
        "found by this tool's launcher",
        result ->
            result
                .problem()
                .filter(why -> why.contains("MISCONF"))
                .map(why -> "the disk healed, and writes are refused still"));
  }

  private static Defect killShowsNothing() {
    return new Defect(
        drill(
            "aof-no-power-cut-beside-kill",
            () -> Stacks.aof(AppendFsync.NO).with("auto-aof-rewrite-percentage", "0"),
            new PowerCut(),
            "A power cut takes everything where the kill of a pod takes nothing."),
        "The kill of a pod shows no loss where a power cut takes everything: with appendfsync no"
            + " nothing is synced before a rewrite, and the page cache outlives the process"
            + " (aof-no-container-kill loses 0).",
        "every version; every tool that only kills pods",
        "measured",
        result ->
            result.dataLoss().lost() * 4 > result.writes().acknowledged() // many came after it
                ? window(result, 0)
                : Optional.empty());
  }

  private static Optional<String> window(DrillResult result, double above) {
    return result.verdict() != Verdict.UNKNOWN
            && result.fault().name().contains("power-cut")
            && result.dataLoss().windowMillis() > above
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%,d of %,d acknowledged writes are lost: the last %.0f ms",
                result.dataLoss().lost(),
                result.writes().acknowledged(),
                result.dataLoss().windowMillis()))
        : Optional.empty();
  }

  private static NamedDrill drill(String name, Supplier<Stack> stack, Fault fault, String shows) {
    return new NamedDrill(
        name, name, shows, stack, Workload.registers(), fault, true, Optional.empty());
  }
}
