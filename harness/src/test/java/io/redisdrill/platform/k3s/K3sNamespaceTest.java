package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.platform.Identity;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfSystemProperty(named = "redis-drill.thorough", matches = "true")
@ExtendWith(SharedCluster.class)
@Timeout(180)
class K3sNamespaceTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path runs;

  @Test
  void comesBackEmptyAtTheSameAddress(K3sPlatform platform) throws InterruptedException {
    try (Deploying deploying = new Deploying(runs);
        RedisClients clients = new RedisClients();
        RunningRedis redis = deploying.deploy(platform, SharedCluster.stack("hybrid"))) {
      Serving.await(redis, clients, LIMIT);
      try (Console console = clients.console(redis.endpoint())) {
        console.set(new byte[] {1}, new byte[] {2});
      }
      Identity before = redis.process();
      redis.loseNamespace();
      assertThat(redis.process()).isNotEqualTo(before);
      Serving.await(redis, clients, LIMIT);
      try (Console console = clients.console(redis.endpoint())) {
        assertThat(console.size()).isZero();
      }
      redis.stop(Duration.ofSeconds(10));
      redis.start();
      Serving.await(redis, clients, LIMIT);
    }
  }
}
