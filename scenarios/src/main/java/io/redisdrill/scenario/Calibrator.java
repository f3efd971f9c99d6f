package io.redisdrill.scenario;

import io.redisdrill.Drill;
import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.judge.Judge;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.run.FileTrees;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the controls before a drill, with a short load each: an instrument that loses what is there,
 * or misses what is gone, must not judge. The directory of a control that failed is kept.
 */
public final class Calibrator {
  private static final Duration LOAD = Duration.ofMillis(150);
  private static final Duration SETTLE = Duration.ofMillis(20);
  private static final int WRITERS = 4;
  private static final int ATTEMPTS = 3;

  private final Path runs;
  private final List<NamedDrill> controls;

  /**
   * @param runs where the directories of controls that fail are kept
   * @param controls to run, in this order
   */
  public Calibrator(Path runs, List<NamedDrill> controls) {
    this.runs = runs;
    this.controls = List.copyOf(controls);
  }

  /**
   * Runs the controls.
   *
   * @param begins told of each control before it runs
   * @return which showed what they had to; one that was not run has not. The thread stays
   *     interrupted if it was.
   * @throws DrillException if there is no room to record in
   */
  public Calibration calibrate(Platform platform, Consumer<NamedDrill> begins) {
    List<String> passed = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    Path rehearsal = makeDirectory();
    try (DrillRunner runner = new DrillRunner(rehearsal)) {
      for (NamedDrill control : controls) {
        Optional<String> failure = failure(runner, rehearsal, control, platform, begins);
        failure.ifPresentOrElse(failed::add, () -> passed.add(control.name()));
      }
    } finally {
      delete(rehearsal);
    }
    return new Calibration(passed, failed);
  }

  private Optional<String> failure(
      DrillRunner runner,
      Path rehearsal,
      NamedDrill control,
      Platform platform,
      Consumer<NamedDrill> begins) {
    if (Thread.currentThread().isInterrupted()) {
      return Optional.of(control.name() + " (not run)");
    }
    begins.accept(control);
    DrillResult result = showing(runner, control, platform);
    if (Thread.currentThread().isInterrupted()) {
      return Optional.of(control.name() + " (broken off)");
    }
    return result.verdict() == Verdict.PASS
        ? Optional.empty()
        : Optional.of("%s (%s)".formatted(control.name(), keep(result, rehearsal)));
  }

  /**
   * On a machine that is busy with something else so short a load may falter, which shows nothing
   * of the instrument: what is UNKNOWN is tried again. A control that fails has failed.
   */
  private static DrillResult showing(DrillRunner runner, NamedDrill control, Platform platform) {
    Drill drill =
        control.on(platform).workload(shortened(control.workload())).secondRestart(false).build();
    DrillResult result = runner.run(drill);
    for (int i = 1; i < ATTEMPTS && mayTryAgain(result); i++) {
      result = runner.run(drill);
    }
    return result;
  }

  private static boolean mayTryAgain(DrillResult result) {
    return result.verdict() == Verdict.UNKNOWN && !Thread.currentThread().isInterrupted();
  }

  private static Workload shortened(Workload workload) {
    return workload.writers(WRITERS).lasting(LOAD).settle(SETTLE);
  }

  private Path makeDirectory() {
    try {
      Files.createDirectories(runs);
      return Files.createTempDirectory(runs, ".controls-");
    } catch (IOException e) {
      throw cannotRecord(e);
    }
  }

  private DrillException cannotRecord(IOException e) {
    return new DrillException(
        "Cannot record the controls in " + runs,
        "a directory that can be written, with space left",
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "Free some space, or name another directory with --runs.",
        e);
  }

  /** Its result names its directory, so it is judged again where it is kept. */
  private Path keep(DrillResult result, Path rehearsal) {
    Path directory = Path.of(result.runDirectory());
    Path wanted = runs.resolve(directory.getFileName());
    try {
      Path kept =
          Files.exists(wanted)
              ? runs.resolve(directory.getFileName() + "" + rehearsal.getFileName())
              : wanted;
      RunDirectory run = new RunDirectory(Files.move(directory, kept));
      run.writeJson("result.json", Judge.judge(run));
      return kept;
    } catch (IOException e) {
      throw cannotRecord(e);
    }
  }

  private static void delete(Path rehearsal) {
    try {
      FileTrees.delete(rehearsal);
    } catch (IOException e) {
      // It is in the way of nothing, and its name says what it is.
      return;
    }
  }
}
