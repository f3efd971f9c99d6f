package io.redisdrill.scenario;

import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.PodDelete;
import io.redisdrill.fault.PowerCut;
import io.redisdrill.fault.Restart;
import io.redisdrill.load.Workload;
import io.redisdrill.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Each built-in stack with each fault. */
final class StackDrills {
  private StackDrills() {}

  /**
   * A stack as drills call it.
   *
   * @param killed what a SIGKILL shows
   * @param stopped what a SIGTERM shows
   * @param dark what a loss of power shows
   */
  private record Variant(
      String name,
      String what,
      Supplier<Stack> stack,
      String killed,
      String stopped,
      String dark) {}

  /** Microseconds a key: 5,000 keys take some four seconds. */
  private static final String SLOW_SAVE = "800";

  private static final String PAGE_CACHE =
      "SIGKILL loses nothing: the page cache outlives the process. It says nothing of a power cut.";
  private static final String SYNCED = "SIGTERM loses nothing: Redis syncs the AOF as it goes.";

  private static final List<Variant> VARIANTS =
      List.of(
          new Variant(
              "rdb",
              "rdb, snapshots alone",
              Stacks::rdb,
              "SIGKILL loses every write since the last completed save: here all of them.",
              "SIGTERM loses nothing: Redis saves a snapshot as it goes.",
              "A power cut loses every write since the last completed save: here all of them."),
          aof(
              AppendFsync.ALWAYS,
              "SIGKILL loses nothing, and each acknowledged write had been synced.",
              "A power cut loses nothing: each acknowledged write had been synced."),
          aof(
              AppendFsync.EVERYSEC,
              PAGE_CACHE,
              "A power cut loses what was not synced yet: up to 1 s as documented, up to 2 s in"
                  + " the code."),
          aof(
              AppendFsync.NO,
              "SIGKILL loses nothing, though Redis never synced it: a kill is not a power cut.",
              "A power cut loses everything since the last rewrite: nothing else was ever synced."),
          new Variant(
              "hybrid",
              "hybrid, snapshots and AOF",
              Stacks::hybrid,
              "SIGKILL loses nothing: Redis loads the AOF, and no snapshot is needed.",
              "SIGTERM loses nothing: Redis syncs the AOF and saves a snapshot as it goes.",
              "A power cut loses what the AOF had not synced yet: up to 1 s as documented, up to"
                  + " 2 s in the code."));

  private static Variant aof(AppendFsync fsync, String killed, String dark) {
    String name = fsync.setting();
    return new Variant(
        "aof-" + name, "aof, appendfsync " + name, () -> Stacks.aof(fsync), killed, SYNCED, dark);
  }

  static List<NamedDrill> all() {
    return Stream.concat(ofVariants(), Stream.of(shortGrace())).toList();
  }

  private static NamedDrill shortGrace() {
    return new NamedDrill(
        "rdb-pod-delete-short-grace",
        "rdb, snapshots alone, which take seconds; pod deleted, 1 s of grace",
        "A grace shorter than the save ends in SIGKILL: every write since the last completed save"
            + " is lost.",
        () -> Stacks.rdb().with("rdb-key-save-delay", SLOW_SAVE),
        Workload.registers(),
        new PodDelete(Duration.ofSeconds(1)),
        true,
        Optional.empty());
  }

  private static Stream<NamedDrill> ofVariants() {
    return VARIANTS.stream()
        .flatMap(
            stack ->
                Stream.of(
                    drill(stack, new ContainerKill(), "SIGKILL of redis-server", stack.killed()),
                    drill(stack, new PodDelete(), "pod deleted, 30 s of grace", stack.stopped()),
                    drill(stack, new Restart(), "clean stop and start", stack.stopped()),
                    drill(stack, powerCut(stack), "loss of power", stack.dark())));
  }

  /** Only an AOF has to outlive both: a BGSAVE would change what snapshots alone keep. */
  private static Fault powerCut(Variant stack) {
    return stack.name().startsWith("aof-")
        ? new PowerCut().during(PowerCut.During.BY_TURNS)
        : new PowerCut();
  }

  private static NamedDrill drill(Variant stack, Fault fault, String words, String shows) {
    return new NamedDrill(
        stack.name() + "-" + fault.name(),
        stack.what() + "; " + words,
        shows,
        stack.stack(),
        Workload.registers(),
        fault,
        true,
        Optional.empty());
  }
}
