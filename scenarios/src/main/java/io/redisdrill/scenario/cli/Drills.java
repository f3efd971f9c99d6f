package io.redisdrill.scenario.cli;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.platform.Platform;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.scenario.Calibrator;
import io.redisdrill.scenario.NamedDrill;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs drills one after the other and says how each goes.
 *
 * @param screen to say it on
 * @param json whether results go there as JSON alone
 * @param runs where they record
 */
record Drills(Screen screen, boolean json, Path runs) {
  /** Returns which controls showed what they had to; nothing if the thread was interrupted. */
  Optional<Calibration> calibrate(Platform platform, List<NamedDrill> controls) {
    AtomicInteger begun = new AtomicInteger();
    try (Progress progress = new Progress(said())) {
      progress.begin("controls", () -> begun + " of " + controls.size());
      Calibration calibration =
          new Calibrator(runs, controls).calibrate(platform, control -> begun.incrementAndGet());
      progress.end(
          "%d of %d showed what they had to"
              .formatted(calibration.passed().size(), controls.size()));
      if (Thread.interrupted()) {
        return Optional.empty();
      }
      calibration
          .failed()
          .forEach(
              control ->
                  screen.err().println("This control did not show what it had to: " + control));
      return Optional.of(calibration);
    }
  }

  /**
   * What came of several drills.
   *
   * @param results of those that ran, the interrupted one among them
   * @param interrupted whether that was the end
   */
  record Series(List<DrillResult> results, boolean interrupted) {}

  /** Runs all, or as many as go before the thread is interrupted, which it is no more then. */
  Series run(List<Drill> drills, Optional<Calibration> calibration) {
    Outcome outcome = new Outcome(screen, json);
    List<DrillResult> results = new ArrayList<>();
    try (Progress progress = new Progress(said());
        DrillRunner runner = new DrillRunner(runs, progress, calibration)) {
      for (Drill drill : drills) {
        said().out().println(drill.name());
        progress.begin(drill);
        DrillResult result = runner.run(drill);
        // The report reads files, which no interrupted thread can.
        boolean interrupted = Thread.interrupted();
        outcome.report(new RunDirectory(Path.of(result.runDirectory())));
        outcome.tell(result);
        results.add(result);
        if (interrupted) {
          return new Series(results, true);
        }
      }
    }
    return new Series(results, false);
  }

  private Screen said() {
    return json ? screen.quiet() : screen;
  }
}
