package io.redisdrill.report;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
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
    Workload workload = Workload.registers().lasting(Duration.ofMillis(800));
    Drill.Builder drill =
        Drill.on(platform)
            .stack(StackLoader.load(stacks.resolve(stack)))
            .workload(workload)
            .fault(fault);
    try (DrillRunner runner = new DrillRunner(runs)) {
      DrillResult result = runner.run(more.apply(drill).build());
      return RunDirectory.open(Path.of(result.runDirectory()));
    }
  }
}
