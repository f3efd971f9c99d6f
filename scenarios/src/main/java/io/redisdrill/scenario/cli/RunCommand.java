package io.redisdrill.scenario.cli;

import io.redisdrill.Drill;
import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.Objectives;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.fault.Repetition;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.Defect;
import io.redisdrill.scenario.NamedDrill;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill run}. */
@Command(
    name = "run",
    description = "Run drills: deploy, load, inject, recover, read back, judge.",
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final int MOST_REPETITIONS = 100_000;

  private final Screen screen;
  private final Catalogue catalogue;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      completionCandidates = DrillNames.class,
      description = "Drills to run, as ./drill list names them.")
  private List<String> names = new ArrayList<>();

  @Mixin private PlatformOptions platform = new PlatformOptions();

  @Option(
      names = "--stack",
      paramLabel = "PATH",
      description = "A directory or file of Kubernetes manifests to drill instead.")
  private Optional<Path> stack = Optional.empty();

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      description = "With --stack: the fault, instead of the name of a drill.")
  private Optional<String> fault = Optional.empty();

  @Option(
      names = "--names",
      paramLabel = "MODEL",
      description = {
        "When a power cut finds the name of a file durable: journal (as ext4, xfs, btrfs do, the",
        "default), posix (once its directory was synced), none (at once)."
      })
  private MetadataModel model = MetadataModel.JOURNAL;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      description = "Override a setting of redis.conf; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Mixin private WorkloadOptions workload = new WorkloadOptions();

  @Mixin private OwnBackup backup = new OwnBackup();

  @Option(
      names = "--rpo",
      paramLabel = "DURATION",
      description = "The most time before the fault that may be lost; 0s is not one write.")
  private Optional<Duration> rpo = Optional.empty();

  @Option(
      names = "--rto",
      paramLabel = "DURATION",
      description = "The most time from the fault to the first acknowledged write.")
  private Optional<Duration> rto = Optional.empty();

  @Option(names = "--repeat", paramLabel = "N", description = "Run each drill N times (1).")
  private int repeat = 1;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Where run directories are made (drill-runs).")
  private Path runs = Path.of("drill-runs");

  @Option(
      names = "--no-controls",
      description = "Do not calibrate the instrument first: saves two seconds.")
  private boolean noControls;

  @Option(
      names = "--no-second-restart",
      description = "Do not restart Redis once more after the read-back.")
  private boolean noSecondRestart;

  @Option(names = "--json", description = "Print each result as JSON on a line, and nothing else.")
  private boolean json;

  RunCommand(Screen screen, Catalogue catalogue) {
    this.screen = screen;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() {
    List<Plan> plans = Plan.of(catalogue, names, fault, stack, settings);
    checkEarly(plans);
    try (Interruption interruption = Interruption.ofThisThread();
        Platform here = open()) {
      here.remark().ifPresent(screen.err()::println);
      return run(plans, here);
    }
  }

  /** Where the platform cannot be had, each drill is recorded once, and says so. */
  private Platform open() {
    try {
      return platform.open();
    } catch (UsageException e) {
      throw e;
    } catch (DrillException e) {
      screen.err().println(e.getMessage());
      return new NotOpened(platform.name(), e);
    }
  }

  /** Wrong words are told before a platform is opened, which may take a while. */
  private void checkEarly(List<Plan> plans) {
    plans.forEach(plan -> workload.apply(plan.drill().workload()));
    plans.forEach(plan -> backup.of(plan.drill(), fault.isEmpty()));
    new Objectives(rpo, rto); // throws if it cannot be
    if (repeat < 1 || repeat > MOST_REPETITIONS) {
      throw new UsageException(
          "Cannot repeat the drills",
          "1 to " + MOST_REPETITIONS + " times",
          Integer.toString(repeat),
          "Correct --repeat.");
    }
  }

  private int run(List<Plan> plans, Platform here) {
    Drills drills = new Drills(screen, json, runs);
    Optional<Calibration> calibration = Optional.empty();
    boolean opened = !(here instanceof NotOpened);
    int times = opened ? repeat : 1;
    if (opened && !noControls && plans.stream().anyMatch(plan -> !plan.drill().control())) {
      List<NamedDrill> planned = plans.stream().map(Plan::drill).toList();
      calibration = drills.calibrate(here, catalogue.controlsFor(planned));
      if (calibration.isEmpty()) {
        screen.err().println("Interrupted before the first drill began: nothing is recorded.");
        return ExitCode.UNKNOWN;
      }
    }
    Verdict worst = Verdict.PASS;
    for (Plan plan : plans) {
      List<Drill> repeated =
          IntStream.range(0, times).mapToObj(index -> drill(plan, here, index)).toList();
      Drills.Series series =
          drills.run(repeated, plan.drill().control() ? Optional.empty() : calibration);
      worst = series.results().stream().map(DrillResult::verdict).reduce(worst, Verdict::and);
      if (series.results().size() > 1 && !json) {
        screen.out().println(Summary.of(series.results()));
      }
      new Outcome(screen, json).summarise(runs, series.results());
      catalogue
          .trackRecord()
          .of(plan.drill().name())
          .filter(defect -> !json)
          .ifPresent(defect -> tellShown(defect, series.results()));
      if (series.interrupted()) {
        return ExitCode.of(worst.and(Verdict.UNKNOWN));
      }
    }
    return ExitCode.of(worst);
  }

  private void tellShown(Defect defect, List<DrillResult> results) {
    for (DrillResult result : results) {
      screen
          .out()
          .println(
              defect
                  .shown()
                  .apply(result)
                  .map(what -> "shown: " + what)
                  .orElse("not shown here: " + defect.what()));
    }
  }

  private Drill drill(Plan plan, Platform here, int index) {
    Workload writes = workload.apply(plan.drill().workload());
    Repetition repetition = new Repetition(index, repeat, writes.seed());
    Drill.Builder drill =
        plan.on(here)
            .workload(writes)
            .fault(plan.drill().fault().with(model).in(repetition))
            .recovery(backup.of(plan.drill(), fault.isEmpty()));
    rpo.ifPresent(drill::rpo);
    rto.ifPresent(drill::rto);
    if (noSecondRestart) {
      drill.secondRestart(false);
    }
    return drill.build();
  }
}
