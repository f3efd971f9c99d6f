package shop;

import static io.redisdrill.junit.DrillResultAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.redisdrill.DrillResult;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.junit.PlatformChoice;
import io.redisdrill.junit.RedisPersistenceTest;
import io.redisdrill.junit.RedisUnderTest;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.platform.k3s.K3sSettings;
import io.redisdrill.recovery.Recovery;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;

/** Methods on one Redis in a cluster, and a drill, as a suite writes them. */
@EnabledIf("clusterOrDemanded")
@RedisPersistenceTest(platform = PlatformChoice.K3S)
@TestMethodOrder(OrderAnnotation.class)
class ClusterTest {
  private static String password;

  /** Where a cluster is demanded and there is none, the tests fail and say why. */
  static boolean clusterOrDemanded() {
    Optional<String> whyNot = K3sPlatform.whyNot(K3sSettings.standard());
    whyNot.ifPresent(why -> System.out.println("SKIPPED container tests of ClusterTest: " + why));
    return whyNot.isEmpty() || "required".equals(System.getProperty("redis-drill.containers"));
  }

  private static <T> T ask(
      RedisUnderTest redis, Function<StatefulRedisConnection<String, String>, T> question) {
    try (RedisClient client = RedisClient.create(redis.uri().toString());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      return question.apply(connection);
    }
  }

  private static long orders(RedisUnderTest redis) {
    return ask(redis, shop -> shop.sync().llen("orders"));
  }

  @Test
  @Order(1)
  void ordersSurviveKilledContainers(RedisUnderTest redis) {
    password = redis.password();
    for (int order = 1; order <= 2; order++) {
      String words = "order " + order;
      ask(redis, shop -> shop.sync().rpush("orders", words));
      assertThat(redis.inject(new ContainerKill()).proof().toString()).contains("container");
      Recovery recovery = redis.awaitRecovery();
      assertThat(recovery.totalMillis()).isPresent();
      assertThat(orders(redis)).isEqualTo(order);
    }
  }

  @Test
  @Order(2)
  void theNextMethodFindsTheSameRedisEmpty(RedisUnderTest redis) {
    long keys = ask(redis, shop -> shop.sync().dbsize());
    assertThat(keys).isZero();
    assertThat(redis.password()).isEqualTo(password);
  }

  @Order(3)
  @RedisPersistenceTest(drills = "aof-always-container-kill")
  void keepsItsPromise(DrillResult result) {
    assertThat(result).losesNothing();
    assertThat(result.platform()).isEqualTo("k3s");
  }
}
