package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.scenario.AppendFsync;
import io.redisdrill.scenario.Stacks;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An extension that is built: what it can say, and where it must not be. */
class BuilderTest {
  private final Kit kit = Kit.create();

  @BeforeEach
  void clear() {
    Noted.clear();
  }

  @AfterEach
  void delete() {
    kit.close();
  }

  static class BuiltTestCase {
    @RegisterExtension
    static final RedisPersistenceExtension REDIS =
        RedisPersistenceExtension.builder()
            .stack(Stacks.aof(AppendFsync.ALWAYS))
            .set("maxmemory", "200mb")
            .set("hz", "20")
            .build();

    @Test
    void asBuilt(RedisUnderTest redis) {
      Noted.add(Wire.once(redis, "CONFIG", "GET", "appendfsync"));
      Noted.add(Wire.once(redis, "CONFIG", "GET", "hz"));
      Noted.add(redis.password());
    }

    @Nested
    class Within {
      @Test
      void shares(RedisUnderTest redis) {
        Noted.add(redis.password());
      }
    }

    @RedisPersistenceTest(stack = "rdb")
    void aMethodMayAskForAnother(RedisUnderTest redis) {
      Noted.add(Wire.once(redis, "CONFIG", "GET", "appendonly"));
      Noted.add(Wire.once(redis, "CONFIG", "GET", "maxmemory"));
    }
  }

  @Test
  void aStackWithSettings() {
    assertThat(Kit.failures(kit.run(BuiltTestCase.class))).isEmpty();
    assertThat(Noted.all())
        .contains("appendfsync always", "hz 20", "appendonly no", "maxmemory 209715200");
    assertThat(Set.copyOf(Noted.all())).hasSize(5);
  }

  @RedisPersistenceTest
  static class BothTestCase {
    @RegisterExtension
    static final RedisPersistenceExtension REDIS = RedisPersistenceExtension.builder().build();

    @Test
    void test(RedisUnderTest redis) {}
  }

  static class NotStaticTestCase {
    @RegisterExtension
    final RedisPersistenceExtension redis = RedisPersistenceExtension.builder().build();

    @Test
    void test(RedisUnderTest redis) {}
  }

  static class TwoTestCase {
    @RegisterExtension
    static final RedisPersistenceExtension REDIS = RedisPersistenceExtension.builder().build();

    @Nested
    class Within {
      @RegisterExtension
      static final RedisPersistenceExtension OTHER =
          RedisPersistenceExtension.builder().stack("rdb").build();

      @Test
      void test(RedisUnderTest redis) {}
    }
  }

  private void refused(Class<?> fixture, String... words) {
    List<Throwable> failures = Kit.failures(kit.run(fixture));
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).hasMessageContainingAll(words);
    assertThat(failures.get(0)).hasMessageContaining(fixture.getName());
  }

  @Test
  void notBesideTheAnnotation() {
    refused(BothTestCase.class, "found @RedisPersistenceTest on the class, too", "Leave one out");
  }

  @Test
  void notInAFieldThatIsNotStatic() {
    refused(NotStaticTestCase.class, "a static field with @RegisterExtension", "Make it static");
  }

  @Test
  void notTwoWithinEachOther() {
    refused(TwoTestCase.class, "another one on", "Leave one out");
  }

  /** Results of drills come without the class being annotated. */
  static class DrillsTestCase {
    @RegisterExtension
    static final RedisPersistenceExtension REDIS =
        RedisPersistenceExtension.builder().repeat(2).build();

    @RedisPersistenceTest(drills = "hybrid-restart")
    void test(DrillResult result) {
      Noted.add(result.drill());
    }
  }

  @Test
  void methodsWithDrills() {
    assertThat(Kit.failures(kit.run(DrillsTestCase.class))).isEmpty();
    assertThat(Noted.all()).containsExactly("hybrid-restart", "hybrid-restart");
  }
}
