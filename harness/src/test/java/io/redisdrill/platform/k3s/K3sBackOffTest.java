package io.redisdrill.platform.k3s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.Injection;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.recovery.Phase;
import io.redisdrill.recovery.Recoveries;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.recovery.RecoveryProbe;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to one pod: the kubelet's back-off, and what it reaches. */
@ExtendWith(SharedCluster.class)
@Timeout(120)
class K3sBackOffTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The image has no client of HTTP: redis-cli resolves the name, and says who answers. */
  private static final String ASK_S3 = "unset REDISCLI_AUTH; redis-cli -h s3 -p 4566 PING 2>&1";

  @TempDir Path runs;

  /** None the first time, ten seconds the second: it must not be taken for time of Redis. */
  @ClusterTest
  void showsTheBackOffOfARestartAsAPhase(K3sPlatform platform) throws InterruptedException {
    try (Deploying deploying = new Deploying(runs);
        RunningRedis redis = deploying.deploy(platform, SharedCluster.stack("aof"));
        RedisClients clients = new RedisClients()) {
      Recovery first = kill(redis, clients, deploying.clock());
      assertThat(phase(first, "restart back-off")).isEmpty();
      assertThat(phase(first, "ready again")).isPresent();
      Recovery second = kill(redis, clients, deploying.clock());
      System.out.printf("first %s%nsecond %s%n", first.phases(), second.phases());
      Phase backOff = phase(second, "restart back-off").orElseThrow();
      assertThat(backOff.toMillis() - backOff.fromMillis()).isBetween(5_000.0, 30_000.0);
      Phase started = phase(second, "process started").orElseThrow();
      assertThat(backOff.toMillis()).isEqualTo(started.toMillis());
    }
  }

  private static Optional<Phase> phase(Recovery recovery, String name) {
    return recovery.phases().stream().filter(phase -> phase.name().equals(name)).findFirst();
  }

  private static Recovery kill(RunningRedis redis, RedisClients clients, RunClock clock)
      throws InterruptedException {
    Serving.await(redis, clients, LIMIT);
    String runId;
    try (Console console = clients.console(redis.endpoint())) {
      runId = console.info().getOrDefault("run_id", "");
    }
    try (RecoveryProbe probe = RecoveryProbe.start(redis.endpoint(), clock, runId)) {
      Injection injection = new ContainerKill().inject(redis, clock);
      Recovery recovery = Recoveries.await(redis, probe, injection, LIMIT, () -> {});
      assertThat(recovery.complete()).as("%s", recovery).isTrue();
      return recovery;
    }
  }

  @ClusterTest
  void reachesS3ByTheNameOfItsService(K3sPlatform platform) throws Exception {
    try (Deploying deploying = new Deploying(runs);
        RunningRedis redis = deploying.deploy(platform, SharedCluster.stack("aof"));
        KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(platform.kubeconfig()))
                .build()) {
      assertThat(redis.process().id()).isNotEqualTo("none");
      String namespace = deploying.recorded("deployed").get(0).data().path("namespace").asText();
      String url = platform.s3().orElseThrow().fromPods() + "/_localstack/health";
      assertThat(url).startsWith("http://s3:4566/");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ExecWatch exec =
          client
              .pods()
              .inNamespace(namespace)
              .withName("redis-aof-0")
              .inContainer("redis")
              .writingOutput(out)
              .exec("sh", "-c", ASK_S3)) {
        exec.exitCode().get(20, TimeUnit.SECONDS);
      }
      assertThat(out.toString(UTF_8)).as("HTTP and no Redis").contains("got \"H\"");
    }
  }
}
