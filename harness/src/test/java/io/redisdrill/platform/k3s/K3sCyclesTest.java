package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.backup.BackupSource;
import io.redisdrill.backup.CertifiedBackup;
import io.redisdrill.backup.JobTrigger;
import io.redisdrill.backup.RestoreBackup;
import io.redisdrill.backup.Trigger;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Jobs.Ended;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.stack.Manifest;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cycles with the nightly CronJob, each with a fault at a random moment of the Job: either what it
 * made brings back everything from before it was started, or it had said that it failed.
 */
@ExtendWith(SharedCluster.class)
class K3sCyclesTest {
  private static final int CYCLES = Integer.getInteger("redis-drill.k3s-cycles", 2);
  private static final long SEED = Long.getLong("redis-drill.seed", 20261125);
  private static final int MOST_MILLIS = 8_000;

  @TempDir Path runs;

  private enum Trouble {
    NONE,
    REDIS_KILLED,
    POD_DELETED
  }

  private record Troubled(JobTrigger job, Trouble trouble, int millis, String kubeconfig)
      implements Trigger {
    @Override
    public String name() {
      return job.name();
    }

    @Override
    public void prepare(RunningRedis redis, Bucket bucket, Optional<SharedStore> store) {
      job.prepare(redis, bucket, store);
    }

    @Override
    public Ended run(BackupSource source, Bucket bucket, Duration limit)
        throws InterruptedException {
      CompletableFuture<Void> done =
          CompletableFuture.runAsync(
              () -> strike(source.redis()),
              CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
      try {
        return job.run(source, bucket, limit);
      } finally {
        done.join();
      }
    }

    private void strike(RunningRedis redis) {
      switch (trouble) {
        case REDIS_KILLED -> redis.kill();
        case POD_DELETED -> deletePod();
        case NONE -> assertThat(trouble).isEqualTo(Trouble.NONE);
      }
    }

    private void deletePod() {
      Config config = Config.fromKubeconfig(kubeconfig);
      try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
        client
            .pods()
            .inAnyNamespace()
            .withLabel("app", "redis-backup")
            .list()
            .getItems()
            .forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
      }
    }
  }

  private static Stack nightly(String stack) throws IOException {
    Path job =
        Path.of("../scenarios/src/main/resources/io/redisdrill/scenario/backup/cronjob.yaml");
    String yaml =
        SharedCluster.stack(stack).manifests().stream()
            .map(Manifest::yaml)
            .collect(Collectors.joining("\n---\n"));
    return StackLoader.parse(
        stack + ".yaml",
        yaml + "\n---\n" + Files.readString(job).replace("redis-hybrid", "redis-" + stack));
  }

  @Test
  void neverFailSilently(K3sPlatform platform) throws IOException {
    Random random = new Random(SEED);
    List<String> stacks = List.of("hybrid", "rdb", "aof");
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      Trouble trouble = Trouble.values()[cycle % Trouble.values().length];
      int millis = random.nextInt(MOST_MILLIS);
      Trigger trigger =
          new Troubled(new JobTrigger("redis-backup"), trouble, millis, platform.kubeconfig());
      String stack = stacks.get(cycle / Trouble.values().length % stacks.size());
      DrillResult result = cycle(platform, stack, trigger);
      System.out.printf(
          "cycle %d %s, %s after %d ms: %s, %s%n",
          cycle, stack, trouble, millis, result.verdict(), result.problem());
      boolean said = result.problem().filter(p -> p.startsWith("Cannot back up")).isPresent();
      assertThat(said || result.problem().isEmpty()).as("%s", result).isTrue();
      assertThat(result.verdict()).as("%s", result).isNotEqualTo(Verdict.FAIL);
      if (trouble == Trouble.NONE) {
        assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
      }
    }
  }

  private DrillResult cycle(K3sPlatform platform, String stack, Trigger trigger)
      throws IOException {
    try (DrillRunner runner = new DrillRunner(runs)) {
      return runner.run(
          Drill.on(platform)
              .stack(nightly(stack))
              .workload(Workload.registers().writers(8).lasting(Duration.ofSeconds(1)))
              .fault(new VolumeLost())
              .recovery(
                  new RestoreBackup().with(new CertifiedBackup(trigger, Duration.ofMinutes(2))))
              .build());
    }
  }
}
