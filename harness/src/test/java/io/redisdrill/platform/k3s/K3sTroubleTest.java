package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import io.redisdrill.run.Event;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.Manifest;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clusters and stacks with which nothing can be shown: the verdict is UNKNOWN, and says why. One at
 * a time, since one of them counts what is left in the cluster.
 */
@ExtendWith(SharedCluster.class)
@Timeout(120)
class K3sTroubleTest {
  private static final String SECRETS =
      """
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: redis-password}
      stringData: {password: the-one-of-the-probes}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: another-password}
      stringData: {password: another}
      """;

  @TempDir Path runs;

  private static String yaml() {
    return SharedCluster.stack("aof").manifests().stream()
        .map(Manifest::yaml)
        .collect(Collectors.joining("---\n"));
  }

  private static Stack stack(String yaml) {
    return StackLoader.parse("changed.yaml", yaml);
  }

  private DrillResult run(Platform platform, Stack stack, int loadSeconds, Consumer<Event> told) {
    long began = System.nanoTime();
    try (DrillRunner runner = new DrillRunner(runs, told, java.util.Optional.empty())) {
      DrillResult result =
          runner.run(
              Drill.on(platform)
                  .stack(stack)
                  .workload(Workload.registers().lasting(Duration.ofSeconds(loadSeconds)))
                  .fault(new ContainerKill())
                  .build());
      System.out.printf(
          "%s after %.1f s: %s%n",
          result.verdict(),
          (System.nanoTime() - began) / 1e9,
          result.problem().orElse("no problem"));
      assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
      return result;
    }
  }

  private JsonNode clusterState() throws IOException {
    RunDirectory run = new RunDirectory(runs.resolve("latest").toRealPath());
    return run.events().stream()
        .filter(event -> event.type().equals("cluster-state"))
        .findFirst()
        .orElseThrow()
        .data();
  }

  /** The server gets one password, and its probes and clients get another. */
  @Test
  void saysThatThePasswordIsWrong(K3sPlatform platform) throws IOException {
    String wrong = yaml().replaceFirst("name: \"?redis-password\"?", "name: another-password");
    DrillResult result = run(platform, stack(wrong + SECRETS), 1, event -> {});

    assertThat(result.problem().orElseThrow())
        .contains("Cannot start StatefulSet redis-aof")
        .contains("found a Redis that answers WRONGPASS to the password ")
        .contains("name the same password");
    JsonNode state = clusterState();
    assertThat(state.toString()).doesNotContain("the-one-of-the-probes");
    assertThat(state.path("logs").path("redis-aof-0/redis").asText()).contains("Redis");
    assertThat(state.path("events").toString()).contains("Unhealthy");
    assertThat(state.path("objects").toString())
        .contains("containerStatuses", "PersistentVolumeClaim");
  }

  @Test
  void saysThatTheServiceHasNoEndpoints(K3sPlatform platform) {
    Matcher service =
        Pattern.compile("type: \"?ClusterIP\"?\n\\s+selector:\n\\s+app: \"?redis-aof\"?")
            .matcher(yaml());
    assertThat(service.find()).as(yaml()).isTrue();
    String wrong = service.replaceFirst("type: ClusterIP\n  selector:\n    app: somebody-else");
    DrillResult result = run(platform, stack(wrong), 1, event -> {});

    assertThat(result.problem().orElseThrow())
        .contains("Cannot reach Redis through Service redis-aof of the stack")
        .contains("found {app=somebody-else}, so that the Service has no endpoints")
        .contains("Correct the selector");
  }

  /** Through a connection of its own that is cut, since the cluster belongs to all tests. */
  @Test
  void saysThatTheApiServerIsGoneHalfWay(K3sPlatform k3s) throws IOException {
    try (Deploying deploying = new Deploying(runs)) {
      deploying.deploy(k3s, SharedCluster.stack("aof")).close(); // brings the images
    }
    URI server = server(k3s.kubeconfig());
    try (Detour detour = Detour.to(server.getHost(), server.getPort())) {
      Path file =
          Files.writeString(
              runs.resolve("config"),
              k3s.kubeconfig()
                  .replaceAll("server: .*", "server: https://127.0.0.1:" + detour.port()));
      KubeconfigSettings settings = KubeconfigSettings.standard().withKubeconfig(file);
      KubeconfigPlatform platform = KubeconfigPlatform.open("default", settings);
      long[] cut = new long[1];
      DrillResult result =
          run(
              platform,
              SharedCluster.stack("aof"),
              60,
              event -> {
                if (event.type().equals("progress") && cut[0] == 0) {
                  cut[0] = System.nanoTime();
                  detour.close();
                }
              });
      assertThat((System.nanoTime() - cut[0]) / 1e9).as("seconds after the cut").isLessThan(30);
      assertThat(result.problem().orElseThrow())
          .contains("Cannot go on with the drill")
          .contains("an API server that answers");
      assertThat(clusterState().path("missing").asText()).isNotEmpty();
    } finally {
      Path file = Files.writeString(runs.resolve("config"), k3s.kubeconfig());
      assertThat(
              KubeconfigPlatform.clean(
                  "default", KubeconfigSettings.standard().withKubeconfig(file), true))
          .as("what could not be removed then")
          .hasSize(1);
    }
  }

  private static URI server(String kubeconfig) {
    Matcher server = Pattern.compile("server: (\\S+)").matcher(kubeconfig);
    assertThat(server.find()).isTrue();
    return URI.create(server.group(1).replace("\"", ""));
  }
}
