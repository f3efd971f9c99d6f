package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.load.Workload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class K3sDrillTest {
  @TempDir Path runs;

  @Test
  void losesNothingOfAnAofThatIsAlwaysSynced(K3sPlatform platform) {
    try (DrillRunner runner = new DrillRunner(runs)) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(SharedCluster.stack("aof").with("appendfsync", "always"))
                  .workload(Workload.registers().lasting(Duration.ofSeconds(2)))
                  .fault(new ContainerKill())
                  .build());
      System.out.println(io.redisdrill.run.Json.pretty(result));
      assertThat(result.verdict()).isEqualTo(Verdict.PASS);
      assertThat(result.dataLoss().lost()).isZero();
    }
  }
}
