package io.redisdrill.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.FlushAll;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.load.Workload.Mix;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestoreDrillTest {
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

  static Stream<Arguments> drills() {
    return Stream.of("rdb", "aof", "hybrid")
        .flatMap(
            stack ->
                Stream.of(new VolumeLost(), new FlushAll())
                    .map(fault -> Arguments.of(stack, fault)));
  }

  @ParameterizedTest
  @MethodSource("drills")
  void bringsBackEverythingUpToThePointOfTheBackup(String stack, Fault fault) {
    Workload load =
        Workload.registers()
            .writers(8)
            .lasting(Duration.ofMillis(700))
            .settle(Duration.ofMillis(200))
            .mix(Mix.ALL);
    RestoreBackup recovery =
        new RestoreBackup(new JvmBackup(), Duration.ofMillis(500), RestoreProcedure.safe());
    try (DrillRunner runner = new DrillRunner(runs)) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(stack(stack))
                  .workload(load)
                  .fault(fault)
                  .recovery(recovery)
                  .build());
      assertThat(result.verdict())
          .as("%s %s", result.checks(), result.objectives())
          .isEqualTo(Verdict.PASS);
      assertThat(result.dataLoss().causes()).containsOnlyKeys("restored backup older");
      assertThat(result.dataLoss().windowMillis()).isGreaterThan(400);
      assertThat(result.secondRestart()).hasValue(new DrillResult.SecondRestart(0, 0));
      assertThat(result.recoveryTime().orElseThrow().totalMillis()).isPositive();
    }
  }
}
