package shop;

import static io.redisdrill.junit.DrillResultAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.junit.RedisPersistenceTest;
import io.redisdrill.junit.RedisUnderTest;
import io.redisdrill.recovery.Recovery;
import org.junit.jupiter.api.Test;

/** Both forms in one class, as a suite would write them that has nothing but this extension. */
@RedisPersistenceTest(stack = "aof", set = "appendfsync=always")
class OrdersTest {
  @Test
  void survivesALostPod(RedisUnderTest redis) {
    try (Orders orders = new Orders(redis.uri())) {
      orders.place(100);
    }
    redis.inject(new ContainerKill());
    Recovery recovery = redis.awaitRecovery();
    try (Orders orders = new Orders(redis.uri())) {
      assertThat(orders.count()).isEqualTo(100);
    }
    assertThat(recovery.complete()).isTrue();
  }

  @RedisPersistenceTest(drills = "aof-always-container-kill")
  void keepsItsPromise(DrillResult result) {
    assertThat(result).losesNothing().recoversWithin(ofSeconds(10));
  }
}
