package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.fault.PowerCut;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A loss of power in a test of the user's own. */
@EnabledOnOs(OS.LINUX)
class PowerCutTest {
  private final Kit kit = Kit.create();

  @AfterEach
  void delete() {
    kit.close();
  }

  static class WatchedTestCase {
    @RegisterExtension
    static final RedisPersistenceExtension REDIS =
        RedisPersistenceExtension.builder().stack("aof").watchSyncs().build();

    @Test
    void unsyncedWritesAreGone(RedisUnderTest redis) {
      Wire.once(redis, "CONFIG", "SET", "appendfsync", "no");
      Wire.once(redis, "SET", "a", "b");
      redis.inject(new PowerCut());
      redis.awaitRecovery();
      assertThat(Wire.once(redis, "EXISTS", "a")).isEqualTo("0");
    }
  }

  @Test
  void takesWhatWasNeverSynced() {
    assertThat(Kit.failures(kit.run(WatchedTestCase.class))).isEmpty();
  }

  @RedisPersistenceTest
  static class UnwatchedTestCase {
    @Test
    void isRefused(RedisUnderTest redis) {
      redis.inject(new PowerCut());
    }
  }

  @Test
  void saysHowToBeWatched() {
    List<Throwable> failures = Kit.failures(kit.run(UnwatchedTestCase.class));
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).hasMessageContaining("redis-drill.watch-syncs");
  }

  static class DrillTestCase {
    @RedisPersistenceTest(drills = "aof-always-power-cut", repeat = 2)
    void keepsItsPromise(DrillResult result) {
      DrillResultAssert.assertThat(result).losesNothing();
    }
  }

  @Test
  void aNamedDrillIsWatchedByItself() {
    assertThat(Kit.failures(kit.run(DrillTestCase.class))).isEmpty();
  }
}
