package io.redisdrill.platform.k3s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

  private static List<String> opened() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Keeper.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes(), UTF_8);
    assertThat(jvm.waitFor()).as(said).isZero();
    return said.lines().filter(line -> line.startsWith(Keeper.SAYS)).toList();
  }

  @Test
  void staysForTheNextJvmUntilItIsCleaned() throws Exception {
    K3sPlatform.clean(false); // what an earlier JVM on this machine may have left
    List<String> first = opened();
    assertThat(first).hasSize(3).last().asString().contains("is kept", "./drill clean");
    List<String> second = opened();
    assertThat(second.get(0)).as("the same node").isEqualTo(first.get(0));
    assertThat(second.get(1)).as("the same S3").isEqualTo(first.get(1));
    assertThat(second.get(2)).contains("is a kept one", "./drill clean");

    assertThat(K3sPlatform.clean(false)).hasSize(3).anyMatch(line -> line.contains("network"));
    assertThat(K3sPlatform.clean(false)).isEmpty();
  }
}
