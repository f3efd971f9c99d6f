package io.redisdrill.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.UsageException;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faults that touch files, on the platform that is at hand everywhere. */
class FilesFaultsTest {
  private static final Path STACKS =
      Path.of("../scenarios/src/main/resources/io/redisdrill/scenario/stacks");

  @TempDir Path runs;

  private EmbeddedPlatform platform;
  private DrillRunner runner;

  @BeforeEach
  void open() {
    platform = EmbeddedPlatform.open();
    runner = new DrillRunner(runs);
  }

  @AfterEach
  void close() {
    runner.close();
    platform.close();
  }

  private DrillResult run(String stack, Fault fault) {
    Stack loaded = StackLoader.load(STACKS.resolve(stack));
    return runner.run(
        Drill.on(platform)
            .stack(loaded)
            .workload(Workload.registers().lasting(Duration.ofSeconds(1)))
            .fault(fault)
            .build());
  }

  @Test
  void aCutAofLosesItsEnd() {
    DrillResult result = run("aof", TruncateAof.percent(30));
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.dataLoss().unexplained()).isZero();
    assertThat(result.dataLoss().causes()).containsOnlyKeys("behind the cut");
    assertThat(result.dataLoss().windowMillis()).isPositive();
    assertThat(result.fault().proof()).containsKeys("file", "bytesBefore", "bytesAfter");
  }

  @Test
  void aVolumeThatIsLostLosesEverything() {
    DrillResult result = run("hybrid", new VolumeLost());
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.fault().proof()).containsEntry("bytesAfter", 0);
  }

  @Test
  void thereIsNothingToCutWithoutAnAof() {
    DrillResult result = run("rdb", TruncateAof.bytes(1_000));
    assertThat(result.problem()).get().asString().contains("Set appendonly yes");
  }

  @Test
  void nothingIsNoCut() {
    assertThatThrownBy(() -> TruncateAof.percent(0)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> TruncateAof.percent(101)).isInstanceOf(UsageException.class);
  }

  @Test
  void whatNeedsAClusterSaysSo() {
    assertThat(platform.unavailable(Capability.NODE_RESTART)).get().asString().contains("k3s");
    assertThat(run("aof", new OutOfMemoryKill()).problem()).get().asString().contains("k3s");
  }
}
