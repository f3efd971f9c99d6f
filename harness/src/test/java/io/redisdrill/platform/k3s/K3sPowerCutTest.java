package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.LyingDisk;
import io.redisdrill.fault.NodePowerCut;
import io.redisdrill.fault.PowerCut;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a loss of power costs in a pod, under each fsync policy and however Redis is started. */
@ExtendWith(SharedCluster.class)
@Timeout(120)
class K3sPowerCutTest {
  private static final String DATA = "mountPath: /data";

  @TempDir Path directory;
  private DrillRunner runner;

  @BeforeEach
  void open() {
    runner = new DrillRunner(directory);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  private DrillResult run(Platform platform, Stack stack, Fault fault) {
    return runner.run(
        Drill.on(platform)
            .stack(stack)
            .workload(
                Workload.registers()
                    .writers(8)
                    .lasting(Duration.ofMillis(2_300))
                    .settle(Duration.ofMillis(100)))
            .fault(fault)
            .build());
  }

  private static Stack aof(String fsync) {
    return SharedCluster.stack("aof").with("appendfsync", fsync);
  }

  private static List<String> adaptations(DrillResult result) {
    return new RunDirectory(Path.of(result.runDirectory()))
        .events().stream()
            .filter(event -> event.type().equals("adaptation"))
            .map(
                event ->
                    event.data().path("field").asText() + "=" + event.data().path("to").asText())
            .toList();
  }

  /** The stack as published: no root, read-only root file system, no capability. */
  @ClusterTest
  void alwaysKeepsWhatItAcknowledged(K3sPlatform platform) {
    assertThat(platform.unavailable(Capability.WATCHED_DISK)).isEmpty();
    DrillResult result = run(platform, aof("always"), new PowerCut());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
    assertThat(result.fault().proof()).containsEntry("sound", true).containsKey("phaseMillis");
    assertThat(adaptations(result))
        .anyMatch(it -> it.contains("command=/powercut/powercut run -c -d /data -- redis-server"));
    assertThat(Path.of(result.runDirectory(), "files", ".powercut")).doesNotExist();
  }

  @ClusterTest
  void everysecLosesLessThanItsPromise(K3sPlatform platform) {
    DrillResult result = run(platform, aof("everysec"), new PowerCut());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().unexplained()).isZero();
    assertThat(result.dataLoss().windowMillis()).isLessThanOrEqualTo(2_000);
  }

  @ClusterTest
  void withoutSyncsAPowerCutOfTheNodeTakesEverything(K3sPlatform platform) {
    DrillResult result = run(platform, aof("no"), new NodePowerCut());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isPositive();
    assertThat(result.dataLoss().causes()).containsOnlyKeys("un-synced tail");
    assertThat(String.valueOf(result.fault().proof().get("containers"))).contains("redis-aof-0");
  }

  @ClusterTest
  void aDiskThatLiesTakesAlwaysWithIt(K3sPlatform platform) {
    Fault lie = new LyingDisk(Duration.ofMillis(300), Optional.of(new PowerCut()));
    DrillResult result = run(platform, aof("always"), lie);
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAIL);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("un-synced tail");
  }

  /** A stack without a command: the image's entrypoint starts the server. */
  private Stack plain(String security, String image, String data) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("plain.yaml"),
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: redis-plain}
            data:
              redis.conf: |
                appendonly yes
                appendfsync always
                save ""
                dir /data
                requirepass plain
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: redis-plain}
            spec:
              serviceName: redis-plain
              selector: {matchLabels: {app: redis-plain}}
              template:
                metadata: {labels: {app: redis-plain}}
                spec:
                  securityContext: %s
                  containers:
                  - name: redis
                    image: %s
                    args: [/config/redis.conf]
                    volumeMounts:
                    - {name: config, mountPath: /config}
                    - {name: data, %s}
                  volumes:
                  - name: config
                    configMap: {name: redis-plain}
              volumeClaimTemplates:
              - metadata: {name: data}
                spec:
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 1Gi}}
            """
                .formatted(security, image, data));
    return StackLoader.load(file);
  }

  @ClusterTest
  void anEntrypointThatChangesTheUserKeepsIt(K3sPlatform platform) throws IOException {
    DrillResult result = run(platform, plain("{}", "redis:7.0-alpine", DATA), new PowerCut());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
    assertThat(adaptations(result)).anyMatch(it -> it.contains("env[PATH]=/powercut:"));
  }

  @ClusterTest
  void anEntrypointWithoutRootIsWatchedFromItsBeginning(K3sPlatform platform) throws IOException {
    String user = "{runAsNonRoot: true, runAsUser: 999, fsGroup: 999}";
    DrillResult result = run(platform, plain(user, "redis:7.0-alpine", DATA), new PowerCut());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(adaptations(result))
        .anyMatch(it -> it.contains("-- docker-entrypoint.sh /config/redis.conf"));
  }

  @ClusterTest
  void filesInNoVolumeCannotLosePower(K3sPlatform platform) throws IOException {
    Stack stack = plain("{}", "redis:7.0-alpine", "mountPath: /elsewhere");
    DrillResult result = run(platform, stack, new PowerCut());
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem()).hasValueSatisfying(why -> assertThat(why).contains("a volume"));
  }

  @Test
  void aClusterThatExistsCutsThePowerToo(K3sPlatform k3s) throws IOException {
    Path file = Files.writeString(directory.resolve("config"), k3s.kubeconfig());
    try (KubeconfigPlatform platform =
        KubeconfigPlatform.open("default", KubeconfigSettings.standard().withKubeconfig(file))) {
      assertThat(platform.unavailable(Capability.NODE_POWER_CUT)).isPresent();
      Stack stack = plain("{}", "redis:7.0-alpine", DATA);
      DrillResult result = run(platform, stack, new PowerCut());
      assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
      assertThat(result.dataLoss().lost()).isZero();
      assertThat(adaptations(result)).anyMatch(it -> it.contains("env[PATH]=/powercut:"));
    }
  }
}
