package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.backup.CertifiedBackup;
import io.redisdrill.backup.JobRestore;
import io.redisdrill.backup.RestoreBackup;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.NamespaceLost;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.Manifest;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups and restores that jobs of the cluster do, ours and those of others. */
@ExtendWith(SharedCluster.class)
@Timeout(240)
class K3sJobsTest {
  private static final Path JOBS =
      Path.of("../scenarios/src/main/resources/io/redisdrill/scenario/backup");
  private static final String LIE =
      """
      apiVersion: batch/v1
      kind: CronJob
      metadata:
        name: redis-backup
      spec:
        schedule: "0 2 * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                containers:
                - name: backup
                  image: redis:7.0-alpine
                  command: ["sh", "-c", "false; echo Backup completed successfully"]
      """;

  @TempDir Path runs;

  private static Stack with(String stack, String job) {
    String yaml =
        SharedCluster.stack(stack).manifests().stream()
            .map(Manifest::yaml)
            .collect(Collectors.joining("\n---\n"));
    return StackLoader.parse(
        stack + ".yaml", yaml + "\n---\n" + job.replace("redis-hybrid", "redis-" + stack));
  }

  private static String job(String file) throws IOException {
    return Files.readString(JOBS.resolve(file));
  }

  private DrillResult run(K3sPlatform platform, Stack stack, Fault fault, RestoreBackup recovery) {
    long began = System.nanoTime();
    try (DrillRunner runner = new DrillRunner(runs)) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(stack)
                  .workload(Workload.registers().writers(8).lasting(Duration.ofSeconds(1)))
                  .fault(fault)
                  .recovery(recovery)
                  .build());
      System.out.printf(
          "%s with a job: %s after %.1f s, lost %d of %d, %s%n",
          result.drill(),
          result.verdict(),
          (System.nanoTime() - began) / 1e9,
          result.dataLoss().lost(),
          result.writes().acknowledged(),
          result.problem());
      return result;
    }
  }

  private static RestoreBackup by(CertifiedBackup backup) {
    return new RestoreBackup().with(backup);
  }

  @ClusterTest
  void theNightlyBackupRestoresAfterTheNamespaceIsGone(K3sPlatform platform) throws IOException {
    theNightlyBackupRestores(platform, "hybrid", new NamespaceLost());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdb", "aof"})
  @EnabledIfSystemProperty(named = "redis-drill.thorough", matches = "true")
  void theNightlyBackupRestores(String stack, K3sPlatform platform) throws IOException {
    theNightlyBackupRestores(platform, stack, new VolumeLost());
  }

  private void theNightlyBackupRestores(K3sPlatform platform, String stack, Fault fault)
      throws IOException {
    DrillResult result =
        run(
            platform,
            with(stack, job("cronjob.yaml")),
            fault,
            by(CertifiedBackup.of("redis-backup")));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("restored backup older");
    RunDirectory run = new RunDirectory(Path.of(result.runDirectory()));
    assertThat(run.events())
        .filteredOn(event -> event.type().equals("stored"))
        .singleElement()
        .asString()
        .contains("STANDARD_IA", "redis-backups/redis-backup-");
  }

  @ClusterTest
  void aJobThatSaysItSucceededAndUploadsNothingIsNoBackup(K3sPlatform platform) {
    DrillResult result =
        run(
            platform,
            with("rdb", LIE),
            new VolumeLost(),
            by(CertifiedBackup.of("redis-backup").within(Duration.ofSeconds(60))));
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem().orElseThrow())
        .contains("Cannot certify", "nothing new", "Backup completed successfully");
  }

  @Test
  @EnabledIfSystemProperty(named = "redis-drill.thorough", matches = "true")
  void theBackupOfTheGuideHasNoKubectl(K3sPlatform platform) throws IOException {
    DrillResult result =
        run(
            platform,
            with("hybrid", job("guide-cronjob.yaml")),
            new VolumeLost(),
            by(CertifiedBackup.of("redis-backup").within(Duration.ofSeconds(45))));
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem().orElseThrow()).contains("kubectl: command not found");
  }

  @Test
  @EnabledIfSystemProperty(named = "redis-drill.thorough", matches = "true")
  void theRestoreOfTheGuideHasNoPodToCopyInto(K3sPlatform platform) throws IOException {
    DrillResult result =
        run(
            platform,
            with("hybrid", job("guide-restore.yaml")),
            new VolumeLost(),
            new RestoreBackup().with(new JobRestore("redis-restore", Duration.ofSeconds(90))));
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem().orElseThrow()).contains("not found");
  }
}
