package io.redisdrill.report;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.fault.Fault;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Runs real drills, for reports to tell of. */
final class RealRuns {
  private static final int ATTEMPTS = 3;

  private RealRuns() {}

  static RunDirectory run(Path runs, String stack, Fault fault) {
    return run(runs, stack, fault, UnaryOperator.identity());
  }

  static RunDirectory run(Path runs, String stack, Fault fault, UnaryOperator<Drill.Builder> more) {
    try (Platform platform = EmbeddedPlatform.open()) {
      return run(platform, runs, stack, fault, more);
    }
  }

  static RunDirectory run(
      Platform platform, Path runs, String stack, Fault fault, UnaryOperator<Drill.Builder> more) {
    Path stacks =
        Path.of(
            System.getProperty("redis-drill.project.root", ".."),
            "scenarios/src/main/resources/io/redisdrill/scenario/stacks");
    // Paced, so that a busy machine does not make a lull right before the fault.
    Workload workload =
        Workload.registers().writers(10).rate(5_000).lasting(Duration.ofMillis(800));
    Drill.Builder drill =
        Drill.on(platform)
            .stack(StackLoader.load(stacks.resolve(stack)))
            .workload(workload)
            .fault(fault);
    try (DrillRunner runner = new DrillRunner(runs)) {
      // What a report tells is tested here, not how often a busy machine spoils a drill.
      DrillResult result = runner.run(more.apply(drill).build());
      for (int i = 1; i < ATTEMPTS && result.verdict() == Verdict.UNKNOWN; i++) {
        result = runner.run(more.apply(drill).build());
      }
      return RunDirectory.open(Path.of(result.runDirectory()));
    }
  }
}
