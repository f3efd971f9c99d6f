package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.fault.CorruptFile;
import io.redisdrill.fault.DropFile;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.Place;
import io.redisdrill.fault.StaleFile;
import io.redisdrill.fault.Target;
import io.redisdrill.fault.WrongMode;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files on the volume of a pod that are changed, gone, of another time or out of reach. */
@ExtendWith(SharedCluster.class)
@Timeout(240)
class K3sFileFaultTest {
  @TempDir Path runs;

  private DrillResult run(K3sPlatform platform, String stack, Fault fault) {
    try (DrillRunner runner = new DrillRunner(runs)) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(SharedCluster.stack(stack))
                  .workload(
                      Workload.registers().writers(8).rate(20_000).lasting(Duration.ofSeconds(1)))
                  .fault(fault)
                  .recoveryLimit(Duration.ofSeconds(90))
                  .build());
      System.out.printf("%s: %s %s%n", fault.name(), result.verdict(), result.fault().proof());
      assertThat(
              result.checks().stream()
                  .filter(check -> check.name().equals("fault took effect"))
                  .findFirst()
                  .map(check -> check.verdict()))
          .as("%s", result)
          .contains(Verdict.PASS);
      return result;
    }
  }

  @ClusterTest
  void aChangedByteIsRefusedInWordsThatNameTheFile(K3sPlatform platform) {
    DrillResult result =
        run(platform, "aof", CorruptFile.byteAt(Target.INCREMENT, Place.commandAt(50)));
    assertThat(result.problem()).get().asString().contains("appendonly.aof.1.incr.aof");
    assertThat(result.fault().proof())
        .containsEntry("bytesThere", "2a")
        .containsEntry("bytesWritten", "d5");
    assertThat(result.fault().proof().get("bytesAfter"))
        .isEqualTo(result.fault().proof().get("bytesBefore"));
  }

  @ClusterTest
  void withoutItsManifestRedisStartsEmptyAndBringsTheOldDataBackLater(K3sPlatform platform) {
    DrillResult result = run(platform, "aof", new DropFile(Target.MANIFEST));
    assertThat(result.problem()).isEmpty();
    assertThat(result.dataLoss().lost()).isPositive();
    assertThat(result.secondRestart().orElseThrow().resurrected()).isPositive();
  }

  @ClusterTest
  void anOlderDumpIsPutBackAndLoaded(K3sPlatform platform) {
    DrillResult result = run(platform, "rdb", new StaleFile(Target.DUMP));
    assertThat(result.problem()).isEmpty();
    assertThat(result.dataLoss().lost()).isPositive();
  }

  /** Redis runs as a user of its own there, whom a mode keeps out. */
  @ClusterTest
  void aModeKeepsRedisOut(K3sPlatform platform) {
    DrillResult result = run(platform, "aof", new WrongMode(Target.INCREMENT));
    assertThat(result.verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(result.problem()).get().asString().contains("Permission denied");
  }

  @ClusterTest
  void whatAClusterCannotDoIsSaidInASentence(K3sPlatform platform) {
    assertThat(platform.unavailable(Capability.AOF_REPAIR)).get().asString().contains("embedded");
    assertThat(platform.unavailable(Capability.FULL_DISK)).get().asString().contains("node");
  }
}
