package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.backup.RestoreBackup;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A restore drill on a cluster that exists and has no S3: LocalStack runs in a pod. */
@ExtendWith(SharedCluster.class)
@Timeout(240)
class KubeconfigStoreTest {
  @TempDir Path runs;

  @Test
  void restoresFromLocalStackInAPodAndLeavesNoNamespace(K3sPlatform k3s) throws Exception {
    Path file = Files.writeString(runs.resolve("config"), k3s.kubeconfig());
    KubeconfigSettings settings = KubeconfigSettings.standard().withKubeconfig(file);
    ImageNames images = settings.images();
    k3s.provide(Set.of(images.of(Role.LOCALSTACK), images.of(Role.AWS_CLI), images.of(Role.REDIS)));
    Set<String> before;
    DrillResult result;
    try (KubeconfigPlatform platform = KubeconfigPlatform.open("default", settings);
        DrillRunner runner = new DrillRunner(runs)) {
      before = Set.copyOf(platform.leftovers());
      result =
          runner.run(
              Drill.on(platform)
                  .stack(SharedCluster.stack("aof"))
                  .workload(Workload.registers().writers(4).lasting(Duration.ofMillis(500)))
                  .fault(new VolumeLost())
                  .recovery(new RestoreBackup())
                  .secondRestart(false)
                  .build());
      assertThat(platform.leftovers()).hasSizeGreaterThan(before.size());
    }
    assertThat(result.verdict())
        .as("%s %s", result.problem(), result.checks())
        .isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("restored backup older");
    try (KubeconfigPlatform platform = KubeconfigPlatform.open("default", settings)) {
      assertThat(before).containsAll(platform.leftovers());
    }
  }
}
