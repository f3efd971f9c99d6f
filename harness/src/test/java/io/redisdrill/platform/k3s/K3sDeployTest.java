package io.redisdrill.platform.k3s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import io.redisdrill.redis.RawConnection;
import io.redisdrill.settings.Settings;
import io.redisdrill.stack.Manifest;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
@Timeout(60)
class K3sDeployTest {
  @TempDir Path runs;

  private Deploying deploying;

  @BeforeEach
  void open() {
    deploying = new Deploying(runs);
  }

  @AfterEach
  void close() {
    deploying.close();
  }

  /** The aof stack with one text in it replaced by another, wherever it stands. */
  private static Stack changed(String... fromTo) {
    String yaml = yaml();
    for (int i = 0; i < fromTo.length; i += 2) {
      assertThat(yaml.contains(fromTo[i])).as(fromTo[i]).isTrue();
      yaml = yaml.replace(fromTo[i], fromTo[i + 1]);
    }
    return StackLoader.parse("changed.yaml", yaml);
  }

  private static String yaml() {
    return SharedCluster.stack("aof").manifests().stream()
        .map(Manifest::yaml)
        .collect(Collectors.joining("---\n"));
  }

  private static double seconds(Runnable what) {
    long began = System.nanoTime();
    what.run();
    return (System.nanoTime() - began) / 1e9;
  }

  @ClusterTest
  void namesTheFieldThatKubernetesDoesNotKnow(K3sPlatform platform) {
    Stack stack =
        changed("readinessProbe:\n", "readinessProbe:\n          env:\n          - name: A\n");
    double took =
        seconds(
            () ->
                assertThatThrownBy(() -> deploying.deploy(platform, stack))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("StatefulSet redis-aof")
                    .hasMessageContaining("spec.template.spec.containers[0].readinessProbe.env"));
    System.out.printf("strict validation: %.2f s%n", took);
  }

  @ClusterTest
  void showsTheLastWordsOfARedisThatCannotStart(K3sPlatform platform) {
    Stack stack = SharedCluster.stack("aof").with("appendfsync", "sometimes");
    double took =
        seconds(
            () ->
                assertThatThrownBy(() -> deploying.deploy(platform, stack))
                    .isInstanceOf(DrillException.class)
                    .hasMessageContaining("StatefulSet redis-aof")
                    .hasMessageContaining("CrashLoopBackOff")
                    .hasMessageContaining("FATAL CONFIG FILE ERROR"));
    System.out.printf("crash loop: %.1f s%n", took);
    assertThat(deploying.recorded("cluster-state")).hasSize(1);
    assertThat(deploying.recorded("log")).isNotEmpty();
  }

  @ClusterTest
  void saysWhichResourceAPendingPodLacks(K3sPlatform platform) {
    Stack stack = changed("cpu: \"100m\"", "cpu: 64", "cpu: \"2\"", "cpu: 64");
    double took =
        seconds(
            () ->
                assertThatThrownBy(() -> deploying.deploy(platform, stack))
                    .isInstanceOf(DrillException.class)
                    .hasMessageContaining("Pending")
                    .hasMessageContaining("Insufficient cpu"));
    System.out.printf("pending: %.1f s%n", took);
  }

  @ClusterTest
  void saysThatAClaimIsNotBound(K3sPlatform platform) {
    Stack stack = changed("- ReadWriteOnce", "- ReadWriteMany");
    double took =
        seconds(
            () ->
                assertThatThrownBy(() -> deploying.deploy(platform, stack))
                    .isInstanceOf(DrillException.class)
                    .hasMessageContaining("StatefulSet redis-aof")
                    .hasMessageContaining("data-redis-aof-0"));
    System.out.printf("claim not bound: %.1f s%n", took);
  }

  @ClusterTest
  void namesAnImageThatIsMissing(K3sPlatform platform) {
    Stack stack = changed("redis:7.0-alpine", "redis-drill.invalid/redis:0");
    double took =
        seconds(
            () ->
                assertThatThrownBy(() -> deploying.deploy(platform, stack))
                    .isInstanceOf(DrillException.class)
                    .hasMessageContaining("Cannot run the image redis-drill.invalid/redis:0")
                    .hasMessageContaining("Pull or build it beforehand"));
    System.out.printf("image missing: %.1f s%n", took);
  }

  @Test
  void startsNothingWithoutItsOwnImages() {
    K3sSettings settings =
        K3sSettings.standard()
            .withImages(
                ImageNames.of(Settings.standard())
                    .with(Role.LOCALSTACK, "redis-drill.invalid/s3:0"))
            .withoutPull();
    double took =
        seconds(
            () ->
                assertThatThrownBy(() -> K3sPlatform.open(settings))
                    .isInstanceOf(DrillException.class)
                    .hasMessageContaining("redis-drill.invalid/s3:0")
                    .hasMessageContaining("REDIS_DRILL_IMAGE_LOCALSTACK"));
    assertThat(took).isLessThan(5);
  }

  @ClusterTest
  void refusesObjectsOfTheWholeCluster(K3sPlatform platform) {
    Stack stack =
        StackLoader.parse(
            "changed.yaml",
            yaml() + "---\napiVersion: v1\nkind: PersistentVolume\nmetadata:\n  name: mine\n");
    assertThatThrownBy(() -> deploying.deploy(platform, stack))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("PersistentVolume mine");
  }

  @ClusterTest
  void leavesNoPasswordInWhatItRecords(K3sPlatform platform) throws IOException {
    try (RunningRedis redis = deploying.deploy(platform, SharedCluster.stack("aof"))) {
      assertThat(deploying.everything())
          .doesNotContain(redis.endpoint().password().reveal())
          .contains("redis-drill");
      try (RawConnection connection = RawConnection.open(redis.endpoint(), Duration.ofSeconds(5))) {
        connection.send("PING");
        assertThat(connection.awaitReply(Duration.ofSeconds(5))).isTrue();
        assertThat(connection.reply()).startsWith("-NOAUTH");
      }
    }
  }

  @ClusterTest
  void writesAndReadsFilesOnTheVolumeOfAStoppedRedis(K3sPlatform platform) {
    byte[] content = "a\nb\0c".repeat(200_000).getBytes(UTF_8);
    try (RunningRedis redis = deploying.deploy(platform, SharedCluster.stack("aof"))) {
      assertThatThrownBy(() -> redis.files().delete("appendonlydir/none"))
          .hasMessageContaining("a Redis that is down");
      redis.stop(Duration.ofSeconds(10));
      redis.files().write("some/dir/file", content);
      assertThat(redis.files().read("some/dir/file")).isEqualTo(content);
      redis.files().truncate("some/dir/file", 3);
      assertThat(redis.files().read("some/dir/file")).isEqualTo("a\nb".getBytes(UTF_8));
      redis.files().copyTo(runs.resolve("copy"));
      assertThat(runs.resolve("copy/some/dir/file")).hasContent("a\nb");
      assertThatThrownBy(() -> redis.files().read("../etc/passwd"))
          .hasMessageContaining("a file below /data");
      redis.start();
      assertThat(redis.files().list()).extracting(f -> f.path()).contains("some/dir/file");
    }
  }
}
