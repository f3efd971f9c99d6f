package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is said at once, with class, method and parameter, and what to do instead. */
class MisuseTest {
  @RedisPersistenceTest
  static class TwiceTestCase {
    @Test
    void test(RedisUnderTest redis) {
      redis.inject(new ContainerKill());
      redis.inject(new ContainerKill());
    }
  }

  @RedisPersistenceTest
  static class NoFaultTestCase {
    @Test
    void test(RedisUnderTest redis) {
      redis.awaitRecovery();
    }
  }

  @RedisPersistenceTest
  static class NoProofTestCase {
    @Test
    void test(RedisUnderTest redis) {
      redis.inject(new Useless(Set.of()));
    }
  }

  @RedisPersistenceTest
  static class ImpossibleTestCase {
    @Test
    void test(RedisUnderTest redis) {
      redis.inject(new Useless(Set.of(Capability.NODE_RESTART)));
    }
  }

  private record Useless(Set<Capability> needs) implements Fault {
    @Override
    public String name() {
      return "useless";
    }

    @Override
    public Severity severity() {
      return Severity.SIGKILL;
    }

    @Override
    public Injection inject(RunningRedis redis, RunClock clock) {
      return new Injection(name(), severity(), clock.now(), clock.now(), false, Map.of("pid", 7));
    }
  }

  @RedisPersistenceTest
  static class NoDrillTestCase {
    @Test
    void test(DrillResult result) {}
  }

  @RedisPersistenceTest
  static class ConstructorTestCase {
    ConstructorTestCase(RedisUnderTest redis) {}

    @Test
    void test() {}
  }

  @RedisPersistenceTest
  static class BeforeAllTestCase {
    @BeforeAll
    static void load(RedisUnderTest redis) {}

    @Test
    void test() {}
  }

  @RedisPersistenceTest
  static class NotOursTestCase {
    @Test
    void test(RunningRedis wanted) {}
  }

  static class UnknownDrillTestCase {
    @RedisPersistenceTest(drills = "aof-evrysec-container-kill")
    void test() {}
  }

  @RedisPersistenceTest(stack = "aoff")
  static class UnknownStackTestCase {
    @Test
    void test() {}
  }

  @RedisPersistenceTest(set = "appendfsync always")
  static class BadSettingTestCase {
    @Test
    void test() {}
  }

  static class DrillsAndStackTestCase {
    @RedisPersistenceTest(drills = "aof-always-container-kill", stack = "rdb")
    void test() {}
  }

  static class DrillsAndLifecycleTestCase {
    @RedisPersistenceTest(drills = "aof-always-container-kill", lifecycle = Lifecycle.PER_METHOD)
    void test() {}
  }

  static class NegativeTestCase {
    @RedisPersistenceTest(repeat = -1)
    void test() {}
  }

  static class BesideTestTestCase {
    @Test
    @RedisPersistenceTest
    void test() {}
  }

  @RedisPersistenceTest(drills = "aof-always-container-kill")
  static class DrillsOnClassTestCase {
    @Test
    void test() {}
  }

  @RedisPersistenceTest(repeat = 2)
  static class RepeatOnClassTestCase {
    @Test
    void test() {}
  }

  @RedisPersistenceTest(platform = PlatformChoice.K3S)
  static class MissingLibraryTestCase {
    @Test
    void test(RedisUnderTest redis) {}
  }

  static List<Arguments> fixtures() {
    String drills = "drills on the class";
    return List.of(
        Arguments.of(TwiceTestCase.class, "test(RedisUnderTest redis): expected that", "awaitRec"),
        Arguments.of(NoFaultTestCase.class, "test(RedisUnderTest redis): expected a fault", "inj"),
        Arguments.of(
            NoProofTestCase.class, "expected proof that it took effect, found {pid=7}", ""),
        Arguments.of(ImpossibleTestCase.class, "expected a platform that can do it", "another"),
        Arguments.of(NoDrillTestCase.class, "'result' of ", "Name the drills there"),
        Arguments.of(ConstructorTestCase.class, "'redis' of ", "load data in @BeforeEach"),
        Arguments.of(BeforeAllTestCase.class, "load(RedisUnderTest redis)", "in @BeforeEach"),
        Arguments.of(NotOursTestCase.class, "'wanted' of ", "found io.redisdrill.platform.Runn"),
        Arguments.of(UnknownDrillTestCase.class, "Did you mean aof-everysec-container-kill", ""),
        Arguments.of(UnknownStackTestCase.class, "'aoff'", "rdb, aof or hybrid, or the path"),
        Arguments.of(BadSettingTestCase.class, "expected name=value", "'appendfsync always'"),
        Arguments.of(DrillsAndStackTestCase.class, "test(): expected drills, which", "both"),
        Arguments.of(DrillsAndLifecycleTestCase.class, "test(): expected drills", "lifecycle out"),
        Arguments.of(NegativeTestCase.class, "test(): expected a repeat of at least 1", "found -1"),
        Arguments.of(BesideTestTestCase.class, "@Test beside it", "Leave @Test out"),
        Arguments.of(DrillsOnClassTestCase.class, drills, "Put them on a method"),
        Arguments.of(RepeatOnClassTestCase.class, "repeat on the class", "Put them on a method"),
        Arguments.of(
            MissingLibraryTestCase.class, "kubernetes-client", "Add them as dependencies"));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void isSaidAtOnce(Class<?> fixture, String what, String instead) {
    try (Kit kit = Kit.create()) {
      List<Throwable> failures = Kit.failures(kit.run(fixture));
      assertThat(failures).hasSize(1);
      assertThat(failures.get(0))
          .hasMessageContainingAll(what, instead, ": expected ", ", found ")
          .satisfies(
              failure ->
                  assertThat(String.valueOf(failure.getMessage())).containsAnyOf(named(fixture)));
    }
  }

  private static String[] named(Class<?> fixture) {
    return new String[] {fixture.getName(), fixture.getSimpleName()};
  }

  @ParameterizedTest
  @MethodSource("values")
  void badValuesAreToldWithTheirOrigin(String name, String value, String expected) {
    try (Kit kit = Kit.create()) {
      kit.with("redis-drill." + name, value);
      List<Throwable> failures = Kit.failures(kit.run(PlainTestCase.class));
      assertThat(failures).hasSize(1);
      assertThat(failures.get(0))
          .hasMessageContainingAll(
              PlainTestCase.class.getName(),
              "Cannot use redis-drill." + name,
              expected,
              "'" + value + "' (junit-platform.properties)");
    }
  }

  static List<Arguments> values() {
    return List.of(
        Arguments.of("platform", "docker", "embedded or k3s"),
        Arguments.of("platform", "unset", "embedded or k3s"),
        Arguments.of("lifecycle", "forever", "per-class or per-method"),
        Arguments.of("repeat", "often", "a number of at least 1"),
        Arguments.of("repeat", "0", "a number of at least 1"));
  }

  @RedisPersistenceTest
  static class PlainTestCase {
    @Test
    void test() {}
  }

  @Test
  void nothingIsSaidWhereNothingIsWrong() {
    try (Kit kit = Kit.create()) {
      kit.with("redis-drill.platform", "Embedded").with("redis-drill.lifecycle", "per-method");
      assertThat(Kit.failures(kit.run(PlainTestCase.class))).isEmpty();
    }
  }
}
