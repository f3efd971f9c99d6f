package io.redisdrill.scenario.table;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.fault.Repetition;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.scenario.AppendFsync;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * What each fsync policy keeps of what it acknowledged, under each fault: every fault under every
 * policy, several times, a few drills at a time.
 *
 * <p>The load is paced, so that a cell says how long the window is; how many writes that are
 * follows from the pace.
 *
 * @param repetitions of each cell
 * @param atOnce how many drills run at a time
 */
public record PromiseTable(int repetitions, int atOnce) {
  private static final int WRITERS = 4;
  private static final int RATE = 8_000;
  private static final Workload LOAD =
      Workload.registers()
          .writers(WRITERS)
          .pipeline(16)
          .rate(RATE)
          .lasting(Duration.ofMillis(2_200))
          .settle(Duration.ofMillis(20));

  /** Names the columns, in their order. */
  public static List<String> policies() {
    return List.of("always", "everysec", "no");
  }

  /** Names the rows, in their order. */
  public static List<String> faults() {
    return PromiseRow.all().stream().map(PromiseRow::name).toList();
  }

  /**
   * Fills it.
   *
   * @param told of each cell as it is known, in the order of rows and columns
   * @throws InterruptedException if this thread is interrupted
   */
  public List<PromiseCell> fill(Platform on, DrillRunner runner, Consumer<PromiseCell> told)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Pending> pending = new ArrayList<>();
      for (PromiseRow row : PromiseRow.all()) {
        for (AppendFsync policy : AppendFsync.values()) {
          if (row.applies(policy)) {
            pending.add(begin(row, policy, on, runner, threads));
          }
        }
      }
      List<PromiseCell> cells = new ArrayList<>();
      for (Pending cell : pending) {
        PromiseCell known = cell.await();
        told.accept(known);
        cells.add(known);
      }
      return cells;
    } finally {
      threads.shutdownNow();
    }
  }

  private record Pending(String fault, String policy, List<Future<DrillResult>> runs) {
    PromiseCell await() throws InterruptedException {
      List<DrillResult> results = new ArrayList<>();
      for (Future<DrillResult> run : runs) {
        try {
          results.add(run.get());
        } catch (ExecutionException e) {
          throw new IllegalStateException("a drill of " + fault + " broke off", e.getCause());
        }
      }
      return PromiseCell.of(fault, policy, results);
    }
  }

  private Pending begin(
      PromiseRow row,
      AppendFsync policy,
      Platform on,
      DrillRunner runner,
      ExecutorService threads) {
    Stack stack = row.setting().apply(Stacks.aof(policy));
    List<Future<DrillResult>> runs = new ArrayList<>();
    for (int i = 0; i < repetitions; i++) {
      Drill drill = drill(row, policy, stack, on, new Repetition(i, repetitions, LOAD.seed()));
      runs.add(threads.submit(() -> runner.run(drill)));
    }
    return new Pending(row.name(), policy.setting(), runs);
  }

  private static Drill drill(
      PromiseRow row, AppendFsync policy, Stack stack, Platform on, Repetition repetition) {
    String name =
        "table-%s-%s"
            .formatted(
                policy.setting(),
                row.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    return Drill.on(on)
        .name(name)
        .stack(stack)
        .workload(LOAD)
        .fault(row.fault().in(repetition))
        .secondRestart(false)
        .build();
  }
}
