package io.redisdrill;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.fault.ContainerKill;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillRunnerTest {
  private static EmbeddedPlatform platform;

  @TempDir Path runs;

  @BeforeAll
  static void open() {
    platform = EmbeddedPlatform.open();
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  static Stack stack(String name) {
    return StackLoader.load(
        Path.of("../scenarios/src/main/resources/io/redisdrill/scenario/stacks", name));
  }

  @Test
  void losesNothingOfAnAofWhenTheContainerIsKilled() {
    try (DrillRunner runner = new DrillRunner(runs)) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(stack("aof"))
                  .workload(Workload.registers().lasting(Duration.ofSeconds(1)))
                  .fault(new ContainerKill())
                  .build());
      System.out.println(io.redisdrill.run.Json.pretty(result));
      assertThat(result.verdict()).isEqualTo(Verdict.PASS);
      assertThat(result.writes().acknowledged()).isGreaterThan(1_000);
    }
  }

  @Test
  void losesEverythingOfAnRdbThatWasNeverSaved() {
    try (DrillRunner runner = new DrillRunner(runs)) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(stack("rdb"))
                  .workload(Workload.registers().lasting(Duration.ofSeconds(1)))
                  .fault(new ContainerKill())
                  .build());
      System.out.println(io.redisdrill.run.Json.pretty(result));
      assertThat(result.dataLoss().lost()).isPositive();
    }
  }
}
