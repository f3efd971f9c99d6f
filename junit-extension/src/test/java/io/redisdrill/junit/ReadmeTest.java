package io.redisdrill.junit;

import static io.redisdrill.junit.DrillResultAssert.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.recovery.Recovery;
import org.junit.jupiter.api.Test;

// tag::readme[]
@RedisPersistenceTest(stack = "aof") // embedded by default
class ReadmeTest {
  @Test
  void ordersSurviveALostPod(RedisUnderTest redis) { // the application under test writes
    try (Shop shop = new Shop(redis.uri())) {
      shop.placeOrders(1_000);
    }
    redis.inject(new ContainerKill());
    Recovery recovery = redis.awaitRecovery();
    try (Shop shop = new Shop(redis.uri())) {
      assertThat(shop.orders()).isEqualTo(1_000);
    }
    assertThat(recovery.totalMillis().orElseThrow()).isLessThan(5_000);
  }

  @RedisPersistenceTest(drills = {"aof-always-container-kill", "rdb-pod-delete"})
  void keepsItsPromise(DrillResult result) { // one invocation for each drill
    assertThat(result).losesNothing().recoversWithin(ofSeconds(10));
  }
}
// end::readme[]
