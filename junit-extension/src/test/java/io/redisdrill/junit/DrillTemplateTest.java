package io.redisdrill.junit;

import static io.redisdrill.junit.DrillResultAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.load.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.Event;

/** Methods that are tests of drills. */
class DrillTemplateTest {
  private final Kit kit = Kit.create();

  @BeforeEach
  void clear() {
    Noted.clear();
  }

  @AfterEach
  void delete() {
    kit.close();
  }

  static class TwoDrillsTestCase {
    @RedisPersistenceTest(
        drills = {"aof-always-container-kill", "rdb-restart"},
        repeat = 2)
    void hold(DrillResult result) {
      assertThat(result).passes();
      Noted.add(result.drill());
    }
  }

  @Test
  void anInvocationForEachDrillAndRepetition() {
    var results = kit.run(TwoDrillsTestCase.class);
    assertThat(Kit.failures(results)).isEmpty();
    assertThat(Noted.all())
        .containsExactly(
            "aof-always-container-kill", "aof-always-container-kill", "rdb-restart", "rdb-restart");
    assertThat(results.testEvents().started().map(Event::getTestDescriptor))
        .extracting(test -> test.getDisplayName())
        .containsExactly(
            "aof-always-container-kill [1/2]",
            "aof-always-container-kill [2/2]",
            "rdb-restart [1/2]",
            "rdb-restart [2/2]");
    assertThat(kit.published()).hasSize(4);
  }

  /** Both forms in one class, on a platform that loses what it must not. */
  static class SabotagedTestCase {
    static final Sabotage PLATFORM = new Sabotage();

    @RegisterExtension
    static final RedisPersistenceExtension REDIS =
        RedisPersistenceExtension.builder().platform(PLATFORM).build();

    @RedisPersistenceTest(drills = "aof-always-container-kill")
    void assertsNothing() {
      Noted.add("ran");
    }

    @Test
    void findsWhatItWrote(RedisUnderTest redis) {
      Wire.once(redis, "SET", "order", "1");
      redis.inject(new ContainerKill());
      redis.awaitRecovery();
      assertThat(Wire.once(redis, "GET", "order")).isEqualTo("1");
    }

    @Test
    void looksAtALossThatItExpects(Drills drills) {
      DrillResult result =
          drills.run(
              drills
                  .drill()
                  .fault(new ContainerKill())
                  .workload(Workload.registers().lasting(Duration.ofMillis(500)))
                  .rpo(Duration.ZERO)
                  .build());
      assertThat(result).losesSomething();
      Noted.add("expected");
    }

    @AfterAll
    static void close() {
      // The Redis of this class goes after it; the platform, when this JVM ends.
      Noted.add("end");
    }
  }

  @Test
  void theVerdictCountsWhateverTheMethodAsserts() {
    List<Throwable> failures = Kit.failures(kit.run(SabotagedTestCase.class));
    assertThat(Noted.all()).containsExactlyInAnyOrder("ran", "expected", "end");
    assertThat(failures).hasSize(2);
    assertThat(failures)
        .anySatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith(
                        "The drill aof-always-container-kill on sabotaged failed: ")
                    .hasMessageContaining("acknowledged writes")
                    .hasMessageContaining("report.html"))
        .anySatisfy(failure -> assertThat(failure).hasMessageContaining("(nil)"));
  }
}
