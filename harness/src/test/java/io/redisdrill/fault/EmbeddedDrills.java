package io.redisdrill.fault;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.Verdict;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;

/** Brief drills with one fault each, on the platform that is at hand everywhere. */
final class EmbeddedDrills implements AutoCloseable {
  static final Workload BRIEF =
      Workload.registers()
          .writers(8)
          .lasting(Duration.ofMillis(600))
          .settle(Duration.ofMillis(200));

  private final EmbeddedPlatform platform;
  private final DrillRunner runner;

  EmbeddedDrills(Path runs) {
    this(runs, EmbeddedPlatform.open());
  }

  EmbeddedDrills(Path runs, EmbeddedPlatform platform) {
    this.platform = platform;
    this.runner = new DrillRunner(runs);
  }

  EmbeddedPlatform platform() {
    return platform;
  }

  DrillResult run(String stack, Fault fault) {
    return run(EmbeddedRedisFixture.stack(stack), BRIEF, fault);
  }

  DrillResult run(Stack stack, Workload workload, Fault fault) {
    return runner.run(
        Drill.on(platform)
            .stack(stack)
            .workload(workload)
            .fault(fault)
            .recoveryLimit(Duration.ofSeconds(30))
            .build());
  }

  static Verdict check(DrillResult result, String name) {
    return result.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Override
  public void close() {
    runner.close();
    platform.close();
  }
}
