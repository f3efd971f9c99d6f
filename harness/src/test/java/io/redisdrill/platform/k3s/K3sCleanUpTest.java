package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.kubernetes.Cluster;
import io.redisdrill.run.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
@Timeout(120)
class K3sCleanUpTest {
  @TempDir Path runs;

  @Test
  void leavesNoNamespace(K3sPlatform platform) throws InterruptedException {
    try (Cluster cluster = Cluster.connect(platform.kubeconfig(), Map.of())) {
      try (Deploying deploying = new Deploying(runs);
          RunningRedis redis = deploying.deploy(platform, SharedCluster.stack("aof"))) {
        assertThat(redis.process().id()).isNotEqualTo("none");
        assertThat(cluster.leftovers()).isNotEmpty();
      }
      Waiting.until(
          "no namespace",
          Duration.ofSeconds(30),
          () -> cluster.leftovers().isEmpty(),
          () -> cluster.leftovers().toString());
    }
  }

  /** A JVM that starts a container and is then killed, as by the end of a build. */
  @Test
  void removesWhatAKilledJvmLeftBehind(K3sPlatform platform) throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Orphan.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String container = lastLine(jvm);
    assertThat(K3sPlatform.clean(false)).noneMatch(line -> line.contains(container));
    jvm.destroyForcibly().waitFor();
    List<String> removed = K3sPlatform.clean(false);
    assertThat(removed).anyMatch(line -> line.contains(container));
    assertThat(platform.kubeconfig()).as("our own cluster is not touched").isNotEmpty();
    assertThat(K3sPlatform.clean(false)).isEmpty();
  }

  private static String lastLine(Process jvm) throws IOException {
    BufferedReader lines = jvm.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(Orphan.STARTED)) {
        return line.substring(Orphan.STARTED.length());
      }
    }
    throw new IOException("the JVM ended without a container");
  }
}
