package shop;

import static io.redisdrill.junit.DrillResultAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.junit.RedisPersistenceTest;
import io.redisdrill.junit.RedisUnderTest;
import io.redisdrill.recovery.Recovery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@SpringBootTest
@RedisPersistenceTest(stack = "aof", set = "appendfsync=always")
class OrdersTest {
  @Autowired private Orders orders;
  @Autowired private LettuceConnectionFactory connections;

  /** Spring made the context before there was a Redis: it gets the address now. */
  // tag::spring[]
  @BeforeEach
  void connect(RedisUnderTest redis) {
    connections.stop(); // a LettuceConnectionFactory
    RedisStandaloneConfiguration target = connections.getStandaloneConfiguration();
    target.setHostName(redis.host());
    target.setPort(redis.port());
    target.setPassword(redis.password());
    connections.start();
  }

  // end::spring[]

  @Test
  void survivesALostPod(RedisUnderTest redis) {
    for (int i = 0; i < 100; i++) {
      orders.place("order " + i);
    }
    redis.inject(new ContainerKill());
    Recovery recovery = redis.awaitRecovery();
    assertThat(recovery.complete()).isTrue();
    assertThat(orders.count()).isEqualTo(100);
  }

  @RedisPersistenceTest(drills = "aof-always-container-kill")
  void keepsItsPromise(DrillResult result) {
    assertThat(result).losesNothing();
  }

  /** A bucket in this JVM, written to and read from: most of what this suite carries has work. */
  @RedisPersistenceTest(drills = "aof-volume-lost-restore")
  void comesBackFromItsBackup(DrillResult result) {
    assertThat(result).passes();
  }
}
