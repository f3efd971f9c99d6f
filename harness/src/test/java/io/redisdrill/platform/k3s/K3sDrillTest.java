package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.OutOfMemoryKill;
import io.redisdrill.fault.PodDelete;
import io.redisdrill.fault.RollingRestart;
import io.redisdrill.fault.TruncateAof;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.recovery.Phase;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class K3sDrillTest {
  @TempDir Path runs;

  private DrillRunner runner;

  @BeforeEach
  void open() {
    runner = new DrillRunner(runs);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  private DrillResult run(Platform platform, Stack stack, Fault fault) {
    long began = System.nanoTime();
    DrillResult result =
        runner.run(
            Drill.on(platform)
                .stack(stack)
                .workload(Workload.registers().rate(20_000).lasting(Duration.ofSeconds(1)))
                .fault(fault)
                .build());
    System.out.printf(
        "%s: %s after %.1f s%n",
        result.drill(), result.verdict(), (System.nanoTime() - began) / 1e9);
    return result;
  }

  private static List<String> phases(DrillResult result) {
    return result.recoveryTime().orElseThrow().phases().stream().map(Phase::name).toList();
  }

  @ClusterTest
  void losesNothingOfAnAofThatIsAlwaysSynced(K3sPlatform platform) {
    Stack stack = SharedCluster.stack("aof").with("appendfsync", "always");
    DrillResult result = run(platform, stack, new ContainerKill());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
    assertThat(phases(result))
        .contains("process gone", "process started", "accepting", "ready again");
  }

  @ClusterTest
  void losesWhatAnRdbHasNotSavedWhenTheContainerIsKilled(K3sPlatform platform) {
    DrillResult result = run(platform, SharedCluster.stack("rdb"), new ContainerKill());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isPositive();
  }

  @ClusterTest
  void losesNothingOfAnRdbWhoseDeletedPodMaySave(K3sPlatform platform) {
    DrillResult result = run(platform, SharedCluster.stack("rdb"), new PodDelete());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
    assertThat(phases(result)).contains("process gone", "scheduled", "process started");
  }

  @ClusterTest
  void seesTheKernelKillForMemory(K3sPlatform platform) {
    DrillResult result = run(platform, SharedCluster.stack("aof"), new OutOfMemoryKill());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.fault().proof().get("status")).asString().contains("OOMKilled");
  }

  @ClusterTest
  void survivesARollingRestart(K3sPlatform platform) {
    DrillResult result = run(platform, SharedCluster.stack("hybrid"), new RollingRestart());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
  }

  @ClusterTest
  void losesTheEndOfAnAofThatIsCut(K3sPlatform platform) {
    DrillResult result = run(platform, SharedCluster.stack("aof"), TruncateAof.percent(20));
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.dataLoss().causes()).containsOnlyKeys("behind the cut");
    assertThat(result.secondRestart().orElseThrow().lost()).isZero();
  }

  @ClusterTest
  void losesEverythingWithItsVolume(K3sPlatform platform) {
    DrillResult result = run(platform, SharedCluster.stack("aof"), new VolumeLost());
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.fault().proof()).containsEntry("bytesAfter", 0);
  }

  @ClusterTest
  void runsTwoDrillsAtOnce(K3sPlatform platform) {
    List<CompletableFuture<DrillResult>> drills =
        Stream.of("aof", "rdb")
            .map(SharedCluster::stack)
            .map(
                stack ->
                    CompletableFuture.supplyAsync(() -> run(platform, stack, new ContainerKill())))
            .toList();
    DrillResult aof = drills.get(0).join();
    DrillResult rdb = drills.get(1).join();
    assertThat(aof.verdict()).as("%s", aof).isEqualTo(Verdict.PASS);
    assertThat(aof.dataLoss().lost()).isZero();
    assertThat(rdb.verdict()).as("%s", rdb).isEqualTo(Verdict.PASS);
    assertThat(rdb.dataLoss().lost()).isPositive();
  }
}
