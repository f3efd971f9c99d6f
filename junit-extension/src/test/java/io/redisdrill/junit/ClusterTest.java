package io.redisdrill.junit;

import static io.redisdrill.junit.DrillResultAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.Injection;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.platform.k3s.K3sSettings;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The extension on a real cluster: one for all, with the pods of a class and of a drill. */
class ClusterTest {
  private final Kit kit = Kit.create();

  /** Without an engine and images it is skipped, or fails where it must not be. */
  @BeforeEach
  void requireCluster() {
    Noted.clear();
    Optional<String> whyNot = K3sPlatform.whyNot(K3sSettings.standard());
    if (whyNot.isPresent()) {
      assertThat(System.getProperty("redis-drill.containers"))
          .as("container tests are required, but cannot run: %s", whyNot.get())
          .isNotEqualTo("required");
      System.out.printf("SKIPPED container tests of %s: %s%n", "ClusterTest", whyNot.get());
      Assumptions.abort(whyNot.get());
    }
  }

  @AfterEach
  void delete() {
    kit.close();
  }

  @RedisPersistenceTest(platform = PlatformChoice.K3S)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class ClusterTestCase {
    @Test
    @Order(1)
    void ordersSurviveAKilledContainer(RedisUnderTest redis) {
      try (Shop shop = new Shop(redis.uri())) {
        shop.placeOrders(100);
      }
      Injection killed = redis.inject(new ContainerKill());
      Recovery recovery = redis.awaitRecovery();
      try (Shop shop = new Shop(redis.uri())) {
        Noted.add("orders " + shop.orders());
      }
      Noted.add("proof " + killed.proof());
      Noted.add("recovered " + recovery.totalMillis().isPresent());
      Noted.add("password " + redis.password());
    }

    @Test
    @Order(2)
    void theNextMethodFindsTheSameRedisEmpty(RedisUnderTest redis) {
      Noted.add("size " + Wire.once(redis, "DBSIZE"));
      Noted.add("password " + redis.password());
    }

    @Order(3)
    @RedisPersistenceTest(drills = "aof-always-container-kill")
    void keepsItsPromise(DrillResult result) {
      assertThat(result).losesNothing();
      Noted.add("drill on " + result.platform());
    }
  }

  @Test
  void killsContainersOfPodsAndRunsADrill() {
    assertThat(Kit.failures(kit.run(ClusterTestCase.class))).isEmpty();

    String password = Noted.all().get(3);
    assertThat(Noted.all())
        .hasSize(7)
        .contains("orders 100", "recovered true", "size 0", "drill on k3s");
    assertThat(Noted.all().get(5)).isEqualTo(password).startsWith("password ");
    assertThat(Noted.all().get(1)).contains("container");
    assertThat(RunDirectory.open(only("-killed-container")).file("report.html"))
        .content()
        .contains("k3s", "container-kill");
  }

  private Path only(String ending) {
    assertThat(kit.runs(ending)).hasSize(1);
    return kit.runs(ending).get(0);
  }
}
