package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.fault.NodeRestart;
import io.redisdrill.load.Workload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The node itself goes away and comes back: alone, as it takes every pod with it. */
@ExtendWith(SharedCluster.class)
class K3sNodeRestartTest {
  @TempDir Path runs;

  @Test
  void takesNothingOfAnAofWithIt(K3sPlatform platform) {
    try (DrillRunner runner = new DrillRunner(runs)) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(SharedCluster.stack("aof"))
                  .workload(Workload.registers().rate(20_000).lasting(Duration.ofSeconds(1)))
                  .fault(new NodeRestart())
                  .build());
      assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
      assertThat(result.dataLoss().lost()).isZero();
    }
  }
}
