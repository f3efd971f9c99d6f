package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** How long a Redis lives, who shares it, and that nobody finds what another left. */
class LifecycleTest {
  private final Kit kit = Kit.create();

  @BeforeEach
  void clear() {
    Noted.clear();
  }

  @AfterEach
  void delete() {
    kit.close();
  }

  private List<String> noted(Class<?> fixture) {
    var results = kit.run(fixture);
    assertThat(Kit.failures(results)).isEmpty();
    return Noted.all();
  }

  @RedisPersistenceTest
  static class PerClassTestCase {
    @RepeatedTest(3)
    void writes(RedisUnderTest redis) {
      Noted.add(redis.port() + " " + Wire.once(redis, "DBSIZE"));
      Wire.once(redis, "SET", "left", "behind");
    }
  }

  @Test
  void oneClassUsesOneRedisAndEachMethodFindsItEmpty() {
    List<String> noted = noted(PerClassTestCase.class);
    assertThat(noted).hasSize(3).allMatch(line -> line.endsWith(" 0"));
    assertThat(Set.copyOf(noted)).hasSize(1);
  }

  @RedisPersistenceTest(stack = "rdb")
  static class HealthTestCase {
    @Test
    void isTold(RedisUnderTest redis) {
      Wire.once(redis, "SET", "a", "b");
      assertThat(redis.persistence().warnings()).isEmpty();
      assertThat(redis.persistence().changes()).isEqualTo(1);
      assertThat(redis.persistence().appendOnly()).isFalse();
    }
  }

  @Test
  void aTestCanAskHowItsPersistenceIs() {
    assertThat(Kit.failures(kit.run(HealthTestCase.class))).isEmpty();
  }

  @RedisPersistenceTest(lifecycle = Lifecycle.PER_METHOD)
  static class PerMethodTestCase {
    @RepeatedTest(3)
    void writes(RedisUnderTest redis) {
      Noted.add(redis.password());
    }
  }

  @Test
  void eachMethodGetsItsOwnOnRequest() {
    assertThat(Set.copyOf(noted(PerMethodTestCase.class))).hasSize(3);
  }

  @RedisPersistenceTest
  static class NestedTestCase {
    @Test
    void outer(RedisUnderTest redis) {
      Noted.add(redis.password());
    }

    @Nested
    class Same {
      @Test
      void shares(RedisUnderTest redis) {
        Noted.add(redis.password());
      }
    }

    @Nested
    class SameAgain {
      @Test
      void shares(RedisUnderTest redis) {
        Noted.add(redis.password());
      }
    }

    @Nested
    @RedisPersistenceTest(stack = "rdb")
    class Other {
      @Test
      void hasItsOwn(RedisUnderTest redis) {
        Noted.add("rdb " + Wire.once(redis, "CONFIG", "GET", "appendonly"));
      }
    }
  }

  @Test
  void nestedClassesShareUnlessTheyAskForSomethingElse() {
    List<String> noted = noted(NestedTestCase.class);
    assertThat(noted).hasSize(4).contains("rdb appendonly no");
    assertThat(Set.copyOf(noted)).hasSize(2);
  }

  @RedisPersistenceTest
  static class OnlyNestedTestCase {
    @Nested
    class One {
      @Test
      void shares(RedisUnderTest redis) {
        Noted.add(redis.password());
      }
    }

    @Nested
    class Two {
      @Test
      void shares(RedisUnderTest redis) {
        Noted.add(redis.password());
      }
    }
  }

  @Test
  void nestedClassesShareAlsoWhereTheOuterOneHasNoTests() {
    assertThat(Set.copyOf(noted(OnlyNestedTestCase.class))).hasSize(1);
  }

  @RedisPersistenceTest
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class LoadedTestCase {
    @BeforeEach
    void load(RedisUnderTest redis) {
      Wire.once(redis, "SET", "loaded", "yes");
    }

    @Test
    void first(RedisUnderTest redis) {
      Wire.once(redis, "SET", "more", "yes");
      Noted.add(Wire.once(redis, "DBSIZE"));
    }

    @Test
    void second() {
      Noted.add("no parameter");
    }

    @AfterEach
    void count(RedisUnderTest redis) {
      Noted.add(Wire.once(redis, "DBSIZE"));
    }
  }

  @Test
  void beforeEachLoadsDataAndAfterEachFindsIt() {
    assertThat(noted(LoadedTestCase.class)).containsExactly("2", "2", "no parameter", "1");
  }

  static class MethodAloneTestCase {
    @RedisPersistenceTest(stack = "hybrid", repeat = 3)
    void isATestByItself(RedisUnderTest redis) {
      Noted.add(redis.password() + Wire.once(redis, "CONFIG", "GET", "appendonly"));
    }
  }

  @Test
  void aMethodCanAskWithoutItsClass() {
    List<String> noted = noted(MethodAloneTestCase.class);
    assertThat(noted).hasSize(3).allMatch(line -> line.endsWith("appendonly yes"));
    assertThat(Set.copyOf(noted)).hasSize(1);
  }
}
