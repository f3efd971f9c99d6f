package io.redisdrill.scenario.nightly;

import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.UsageException;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.platform.Platform;
import io.redisdrill.report.Reports;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightCell;
import io.redisdrill.report.nightly.NightFile;
import io.redisdrill.report.nightly.NightRun;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.scenario.Calibrator;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the matrix: on each platform the controls, then the first repetition of every cell, then the
 * second, so that a night that is cut short has something to say of each. What was not run is
 * UNKNOWN.
 */
public final class Nightly {
  /** Where the runs are, below the directory of the night. */
  public static final String RUNS = "runs";

  /** What a drill takes beside its load, before it was ever run. */
  private static final double OVERHEAD_SECONDS = 2;

  /** Kept for the pages of the night. */
  private static final Duration WRITING = Duration.ofSeconds(3);

  private static final int WRITING_SHARE = 10;

  private final Catalogue catalogue;
  private final NightlyPlan plan;
  private final Shard shard;
  private final Path out;
  private final int atOnce;
  private final Consumer<NightRun> told;
  private final List<PlannedCell> cells;
  private final List<String> controls = new ArrayList<>();
  private final List<String> failedControls = new ArrayList<>();
  private final Map<String, String> notRun = new HashMap<>();

  /**
   * @param out the directory of the night
   * @param atOnce how many drills run side by side
   * @param told of each drill that is over
   * @throws UsageException if the plan names what is not there, or leaves nothing to this shard
   */
  public Nightly(
      Catalogue catalogue,
      NightlyPlan plan,
      Shard shard,
      Path out,
      int atOnce,
      Consumer<NightRun> told) {
    this.catalogue = catalogue;
    this.plan = plan;
    this.shard = shard;
    this.out = out;
    this.atOnce = atOnce;
    this.told = told;
    this.cells = shard.of(plan.cells(catalogue));
    if (cells.isEmpty()) {
      throw new UsageException(
          "Cannot run the shard " + shard,
          "at most as many shards as cells",
          plan.cells(catalogue).size() + " cells",
          "Use fewer shards.");
    }
  }

  /** A repetition that is still to be run. */
  private record Job(PlannedCell cell, int index) {}

  /** Runs what is left of the night; the thread stays interrupted if somebody interrupted it. */
  public Night run(Function<String, Platform> open) {
    long began = System.nanoTime();
    try (Ledger ledger = Ledger.open(out, heading())) {
      boolean interrupted = false;
      try (Alarm alarm = Alarm.in(plan.budget().minus(writing()))) {
        for (String platform : plan.platforms()) {
          if (!interrupted && !alarm.rang()) {
            run(platform, open, ledger, alarm);
            interrupted = Thread.interrupted() && !alarm.rang();
          }
        }
      }
      if (controls.isEmpty() && failedControls.isEmpty()) {
        controls.addAll(controlsBefore());
      }
      List<NightCell> shown =
          cells.stream().map(cell -> shown(cell, ledger, whyNotRun(cell))).toList();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return Night.of(
          ledger.started(),
          (System.nanoTime() - began) / 1e9,
          shard.equals(Shard.WHOLE) ? Optional.empty() : Optional.of(shard.toString()),
          Inventory.of(cells, shown.stream().flatMap(cell -> cell.runs().stream()).toList()),
          controls,
          failedControls,
          shown);
    }
  }

  /** A night of which nothing was left has run none. */
  private List<String> controlsBefore() {
    try {
      Path written = out.resolve(NightFile.NAME);
      return Files.exists(written) ? NightFile.read(written).controls() : List.of();
    } catch (UsageException damaged) {
      return List.of();
    }
  }

  private Ledger.Heading heading() {
    Map<String, String> stacks = new TreeMap<>();
    Inventory.of(cells, List.of())
        .stacks()
        .forEach(stack -> stacks.put(stack.name(), stack.confSha256()));
    return new Ledger.Heading(plan, shard.toString(), stacks, Instant.now());
  }

  private Duration writing() {
    Duration share = plan.budget().dividedBy(WRITING_SHARE);
    return share.compareTo(WRITING) < 0 ? share : WRITING;
  }

  private String whyNotRun(PlannedCell cell) {
    return notRun.getOrDefault(
        cell.platform(), "budget: the night was over after " + plan.budget().toSeconds() + " s");
  }

  private NightCell shown(PlannedCell cell, Ledger ledger, String why) {
    List<NightRun> runs = new ArrayList<>();
    for (int i = 0; i < plan.repeat(); i++) {
      int index = i;
      runs.add(
          ledger
              .find(cell.name(), index)
              .orElseGet(() -> NightRun.notRun(cell.name(), index, why)));
    }
    return NightCell.of(cell.platform(), cell.drill().name(), Inventory.label(cell), runs);
  }

  private void run(String platform, Function<String, Platform> open, Ledger ledger, Alarm alarm) {
    List<Job> left = left(platform, ledger);
    if (left.isEmpty()) {
      return;
    }
    try (Platform here = open.apply(platform)) {
      List<NamedDrill> drills = left.stream().map(job -> job.cell().drill()).toList();
      Calibration shown =
          new Calibrator(out.resolve(RUNS), catalogue.controlsFor(drills))
              .calibrate(here, control -> {});
      shown.passed().forEach(control -> controls.add(platform + " " + control));
      if (!Thread.currentThread().isInterrupted()) {
        shown.failed().forEach(control -> failedControls.add(platform + " " + control));
        if (shown.failed().isEmpty()) {
          run(left, here, shown, ledger, alarm);
        } else {
          notRun.put(platform, "a control failed: " + shown.failed().get(0));
        }
      }
      if (Thread.currentThread().isInterrupted() && !alarm.rang()) {
        notRun.put(platform, "interrupted: the same command goes on");
      }
    } catch (UsageException e) {
      throw e;
    } catch (DrillException e) {
      notRun.put(platform, String.valueOf(e.getMessage()));
    }
  }

  private List<Job> left(String platform, Ledger ledger) {
    List<Job> left = new ArrayList<>();
    for (int i = 0; i < plan.repeat(); i++) {
      for (PlannedCell cell : cells) {
        if (cell.platform().equals(platform) && ledger.find(cell.name(), i).isEmpty()) {
          left.add(new Job(cell, i));
        }
      }
    }
    return left;
  }

  private void run(
      List<Job> left, Platform here, Calibration calibration, Ledger ledger, Alarm alarm) {
    try (DrillRunner runner =
        new DrillRunner(out.resolve(RUNS), event -> {}, Optional.of(calibration))) {
      List<Runnable> jobs = new ArrayList<>();
      left.forEach(job -> jobs.add(() -> run(job, here, runner, ledger, alarm)));
      new Crew(atOnce).run(jobs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Job job, Platform here, DrillRunner runner, Ledger ledger, Alarm alarm) {
    String cell = job.cell().name();
    double expected = ledger.longest(cell).orElse(plan.load().toMillis() / 1e3 + OVERHEAD_SECONDS);
    if (!alarm.leaves(expected)) {
      return;
    }
    long began = System.nanoTime();
    DrillResult result = runner.run(job.cell().on(here, plan, job.index()));
    if (Thread.interrupted()) {
      return; // it shows nothing, and runs again when the night goes on
    }
    report(result);
    NightRun run = NightRun.of(cell, job.index(), result, out, (System.nanoTime() - began) / 1e9);
    ledger.add(run);
    told.accept(run);
  }

  /**
   * A page that cannot be written changes nothing of what was measured; recheck writes it again.
   */
  private static void report(DrillResult result) {
    try {
      Reports.write(new RunDirectory(Path.of(result.runDirectory())));
    } catch (RuntimeException e) {
      return;
    }
  }
}
