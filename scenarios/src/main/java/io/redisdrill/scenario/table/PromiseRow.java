package io.redisdrill.scenario.table;

import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.LyingDisk;
import io.redisdrill.fault.PowerCut;
import io.redisdrill.fault.PowerCut.During;
import io.redisdrill.fault.Restart;
import io.redisdrill.fault.SlowDisk;
import io.redisdrill.scenario.AppendFsync;
import io.redisdrill.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A fault of the table, with whatever else has to be set for it.
 *
 * @param name as the table shows it
 * @param fault what goes wrong
 * @param setting what is set beside the fsync policy
 * @param ofSyncs whether it changes what fsync does: without any it changes nothing
 */
record PromiseRow(String name, Fault fault, UnaryOperator<Stack> setting, boolean ofSyncs) {
  /** So long must a rewrite have lasted for it to matter, and so long must it go on. */
  private static final Duration UNDER_WAY = Duration.ofMillis(800);

  /** Microseconds a key: 800 keys take two seconds. */
  private static final String SLOW_CHILD = "2500";

  /** Under everysec a loss can be as long as the delay and two seconds. */
  private static final Duration BEYOND_DELAY = Duration.ofSeconds(2);

  static List<PromiseRow> all() {
    PowerCut cut = new PowerCut();
    return List.of(
        row("SIGTERM", new Restart()),
        row("SIGKILL", new ContainerKill()),
        row("power cut", cut),
        slow(500),
        slow(1_500),
        slow(2_500),
        ofSyncs("power cut, disk lies", new LyingDisk(Duration.ofSeconds(1), Optional.of(cut))),
        busy("power cut during BGREWRITEAOF", During.REWRITE, "no"),
        busy("power cut during BGSAVE", During.SAVE, "no"),
        busy("rewrite, no-appendfsync-on-rewrite", During.REWRITE, "yes"));
  }

  private static PromiseRow row(String name, Fault fault) {
    return new PromiseRow(name, fault, stack -> stack, false);
  }

  private static PromiseRow ofSyncs(String name, Fault fault) {
    return new PromiseRow(name, fault, stack -> stack, true);
  }

  /** Returns whether the fault can happen under a policy. */
  boolean applies(AppendFsync policy) {
    return !ofSyncs || policy != AppendFsync.NO;
  }

  private static PromiseRow slow(int millis) {
    Duration delay = Duration.ofMillis(millis);
    return ofSyncs(
        "power cut, fsync takes " + millis + " ms",
        new SlowDisk(delay, delay.plus(BEYOND_DELAY), Optional.of(new PowerCut())));
  }

  private static PromiseRow busy(String name, During during, String noFsync) {
    return new PromiseRow(
        name,
        new PowerCut().during(during).busyFor(UNDER_WAY),
        stack ->
            stack.with("rdb-key-save-delay", SLOW_CHILD).with("no-appendfsync-on-rewrite", noFsync),
        false);
  }
}
