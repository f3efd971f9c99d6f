package io.redisdrill.platform.k3s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster that stays when its JVM ends, and the JVM after that. */
@ExtendWith(SharedCluster.class)
@Timeout(150)
class KeptClusterTest {
  @AfterEach
  void clean() {
    K3sPlatform.clean(false);
  }

  private interface Meanwhile {
    void act() throws Exception;
  }

  /** Returns what another JVM says of the cluster; it uses it until {@code meanwhile} is over. */
  private static List<String> opened(Meanwhile meanwhile) throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Keeper.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = jvm.inputReader(UTF_8)) {
      List<String> said = new ArrayList<>();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(Keeper.SAYS)) {
          said.add(line);
        }
        if (said.size() == 3) {
          meanwhile.act();
          jvm.getOutputStream().close();
        }
      }
      assertThat(jvm.waitFor()).isZero();
      return said;
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void staysForTheNextJvmUntilItIsCleaned() throws Exception {
    K3sPlatform.clean(false); // what an earlier JVM on this machine may have left
    List<String> first = opened(() -> {});
    assertThat(first).hasSize(3).last().asString().contains("is kept", "./drill clean");
    List<String> second =
        opened(() -> assertThat(K3sPlatform.clean(false)).as("another JVM uses it").isEmpty());
    assertThat(second.get(0)).as("the same node").isEqualTo(first.get(0));
    assertThat(second.get(1)).as("the same S3").isEqualTo(first.get(1));
    assertThat(second.get(2)).contains("is a kept one", "./drill clean");

    assertThat(K3sPlatform.clean(false)).hasSize(3).anyMatch(line -> line.contains("network"));
    assertThat(K3sPlatform.clean(false)).isEmpty();
  }
}
