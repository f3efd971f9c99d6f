package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.backup.JvmBackup;
import io.redisdrill.backup.RestoreBackup;
import io.redisdrill.backup.RestoreProcedure;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.FlushAll;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.run.Metrics;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Backup under load, disaster and restore in a cluster, through the S3 beside it. */
@ExtendWith(SharedCluster.class)
@Timeout(180)
class K3sRestoreTest {
  @TempDir Path runs;

  private DrillResult run(K3sPlatform platform, String stack, Fault fault) {
    RestoreBackup recovery =
        new RestoreBackup(new JvmBackup(), Duration.ofMillis(500), RestoreProcedure.safe());
    long began = System.nanoTime();
    try (DrillRunner runner = new DrillRunner(runs)) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(SharedCluster.stack(stack))
                  .workload(
                      Workload.registers().writers(8).rate(20_000).lasting(Duration.ofSeconds(1)))
                  .fault(fault)
                  .recovery(recovery)
                  .build());
      System.out.printf(
          "%s with restore: %s after %.1f s, %s%n",
          result.drill(), result.verdict(), (System.nanoTime() - began) / 1e9, result.dataLoss());
      return result;
    }
  }

  private static void lostWhatIsYoungerThanTheBackup(DrillResult result) {
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("restored backup older");
    assertThat(result.dataLoss().windowMillis()).isGreaterThan(400);
    assertThat(result.secondRestart()).hasValue(new DrillResult.SecondRestart(0, 0));
    RunDirectory run = new RunDirectory(Path.of(result.runDirectory()));
    assertThat(run.events())
        .filteredOn(event -> event.type().equals("stored"))
        .singleElement()
        .asString()
        .contains("STANDARD_IA");
  }

  @ClusterTest
  void rdbWithoutItsVolume(K3sPlatform platform) {
    lostWhatIsYoungerThanTheBackup(run(platform, "rdb", new VolumeLost()));
  }

  @ClusterTest
  void aofAfterFlushall(K3sPlatform platform) {
    lostWhatIsYoungerThanTheBackup(run(platform, "aof", new FlushAll()));
  }

  @ClusterTest
  void hybridWithoutItsVolume(K3sPlatform platform) {
    DrillResult result = run(platform, "hybrid", new VolumeLost());
    lostWhatIsYoungerThanTheBackup(result);
    List<Metrics> scraped =
        new RunDirectory(Path.of(result.runDirectory()))
            .events().stream()
                .filter(event -> event.type().equals(Metrics.TYPE))
                .map(event -> event.as(Metrics.class))
                .toList();
    assertThat(scraped).anyMatch(each -> each.values().containsKey("redis_memory_used_bytes"));
    assertThat(scraped).as("while the pod was away").anyMatch(each -> each.missing().isPresent());
  }
}
