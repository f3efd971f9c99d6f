package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.UsageException;
import io.redisdrill.backup.BackupReport;
import io.redisdrill.backup.BackupSource;
import io.redisdrill.backup.JvmBackup;
import io.redisdrill.backup.PersistentFiles;
import io.redisdrill.backup.Restore;
import io.redisdrill.backup.RestoreTarget;
import io.redisdrill.backup.Unpacking;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.InJvmS3;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import io.redisdrill.platform.kubernetes.DeploySettings;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that a drill left in a cluster, backed up and restored by people. */
@ExtendWith(SharedCluster.class)
@Timeout(180)
class KubeconfigBackupTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Stack STACK = SharedCluster.stack("hybrid");

  @TempDir Path directory;

  private final RunClock clock = RunClock.start();

  @Test
  void backsUpAndRestoresWhatWasLeft(K3sPlatform k3s) throws IOException, InterruptedException {
    try (Deploying deploying = new Deploying(directory)) {
      deploying.deploy(k3s, STACK).close();
    }
    Path file = Files.writeString(directory.resolve("config"), k3s.kubeconfig());
    KubeconfigSettings settings =
        KubeconfigSettings.standard()
            .withKubeconfig(file)
            .withDeploy(DeploySettings.asPublished().keeping());
    try (EventLog events =
            RunDirectory.create(directory, "attached", clock.startedAt()).record(clock);
        KubeconfigPlatform platform = KubeconfigPlatform.open("default", settings)) {
      Deployment deployment = new Deployment(STACK, clock, events);
      List<String> before = platform.leftovers();
      platform.deploy(deployment).close();
      List<String> after = new ArrayList<>(platform.leftovers());
      after.removeAll(before);
      String namespace = after.get(0);
      try {
        cycle(platform, deployment, namespace);
        assertThatThrownBy(() -> platform.attach(deployment, "kube-system"))
            .isInstanceOf(UsageException.class)
            .hasMessageContaining("one that this tool made");
      } finally {
        platform.remove(namespace);
      }
    }
  }

  private void cycle(KubeconfigPlatform platform, Deployment deployment, String namespace)
      throws InterruptedException {
    try (RunningRedis redis = platform.attach(deployment, namespace);
        RedisClients clients = new RedisClients();
        InJvmS3 s3 = InJvmS3.start();
        Bucket bucket = Bucket.open(s3.bucket("redis-backups"))) {
      Serving.await(redis, clients, LIMIT);
      try (Console console = clients.console(redis.endpoint())) {
        console.set(new byte[] {1}, new byte[] {2});
      }
      BackupReport made =
          new JvmBackup()
              .run(
                  new BackupSource(redis, clients, clock, redis.process().id(), namespace), bucket);
      try (Console console = clients.console(redis.endpoint())) {
        console.status("FLUSHALL");
      }
      Path archive = directory.resolve("backup.tar.gz");
      bucket.download(bucket.find(made.key()).orElseThrow(), archive);
      PersistentFiles names = PersistentFiles.of(STACK.conf());
      new Restore(
              new RestoreTarget(redis, clients, clock, names, Duration.ofSeconds(10), LIMIT),
              Unpacking.DEFAULT,
              step -> {})
          .run(archive);
      try (Console console = clients.console(redis.endpoint())) {
        assertThat(console.size()).isEqualTo(1);
      }
    }
  }
}
