package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.fault.Fault;
import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Whatever one test does to its Redis, the next one finds it as it was deployed. */
class ResetTest {
  private final Kit kit = Kit.create();

  @BeforeEach
  void clear() {
    Noted.clear();
  }

  @AfterEach
  void delete() {
    kit.close();
  }

  /** What each second method tells. */
  private abstract static class TwoTests {
    @Test
    abstract void a(RedisUnderTest redis);

    @Test
    void b(RedisUnderTest redis) {
      try (Wire wire = new Wire(redis)) {
        Noted.add(wire.ask("CONFIG", "GET", "maxmemory"));
        Noted.add("users " + wire.ask("ACL", "USERS"));
        Noted.add("functions [" + wire.ask("FUNCTION", "LIST") + "]");
        Noted.add("script " + wire.ask("SCRIPT", "EXISTS", SCRIPT));
        Noted.add("keys " + wire.ask("DBSIZE"));
        wire.ask("SELECT", "3");
        Noted.add("keys " + wire.ask("DBSIZE"));
      }
    }
  }

  private static final String SCRIPT = "e0e1f9fabfc9d4800c877a703b823ac0578ff8db"; // "return 1"

  private void secondTestFindsItAsDeployed(Class<?> fixture) {
    assertThat(Kit.failures(kit.run(fixture))).isEmpty();
    assertThat(Noted.all())
        .containsExactly(
            "maxmemory 2147483648",
            "users default",
            "functions []",
            "script 0",
            "keys 0",
            "keys 0");
  }

  @RedisPersistenceTest
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class DataTestCase extends TwoTests {
    @Override
    @Test
    void a(RedisUnderTest redis) {
      try (Wire wire = new Wire(redis)) {
        wire.ask("SET", "k", "v");
        wire.ask("EVAL", "return 1", "0");
        wire.ask(
            "FUNCTION",
            "LOAD",
            "#!lua name=mine\nredis.register_function('f', function() return 1 end)");
        wire.ask("SELECT", "3");
        assertThat(wire.ask("SET", "k", "v")).isEqualTo("OK");
      }
    }
  }

  @Test
  void dataScriptsAndFunctionsGo() {
    secondTestFindsItAsDeployed(DataTestCase.class);
  }

  @RedisPersistenceTest
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class SettingsTestCase extends TwoTests {
    @Override
    @Test
    void a(RedisUnderTest redis) {
      assertThat(Wire.once(redis, "CONFIG", "SET", "maxmemory", "100mb")).isEqualTo("OK");
    }
  }

  @Test
  void changedSettingsGo() {
    secondTestFindsItAsDeployed(SettingsTestCase.class);
  }

  @RedisPersistenceTest
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class UsersTestCase extends TwoTests {
    @Override
    @Test
    void a(RedisUnderTest redis) {
      assertThat(Wire.once(redis, "ACL", "SETUSER", "intruder", "on", "nopass")).isEqualTo("OK");
    }
  }

  @Test
  void newUsersGo() {
    secondTestFindsItAsDeployed(UsersTestCase.class);
  }

  @RedisPersistenceTest
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class LockedOutTestCase extends TwoTests {
    @Override
    @Test
    void a(RedisUnderTest redis) {
      assertThat(Wire.once(redis, "CONFIG", "SET", "requirepass", "changed")).isEqualTo("OK");
    }
  }

  @Test
  void aChangedPasswordGoes() {
    secondTestFindsItAsDeployed(LockedOutTestCase.class);
  }

  @RedisPersistenceTest
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class BrokenTestCase extends TwoTests {
    @Override
    @Test
    void a(RedisUnderTest redis) {
      Wire.once(redis, "SET", "k", "v");
      redis.inject(new StopForGood(true));
      redis.abandon();
    }
  }

  @Test
  void filesThatRedisCannotLoadGo() {
    secondTestFindsItAsDeployed(BrokenTestCase.class);
  }

  @RedisPersistenceTest
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class StoppedTestCase extends TwoTests {
    @Override
    @Test
    void a(RedisUnderTest redis) {
      redis.inject(new StopForGood(false));
      redis.abandon();
    }
  }

  @Test
  void aStoppedRedisIsStarted() {
    secondTestFindsItAsDeployed(StoppedTestCase.class);
  }

  @RedisPersistenceTest
  @TestMethodOrder(MethodOrderer.MethodName.class)
  static class WhoTestCase {
    @Test
    void a(RedisUnderTest redis) {
      Wire.once(redis, "SET", "k", "v");
      Noted.add(redis.password());
    }

    @Test
    void b(RedisUnderTest redis) {
      Noted.add(redis.password());
      Wire.once(redis, "CONFIG", "SET", "maxmemory", "100mb");
    }

    @Test
    void c(RedisUnderTest redis) {
      Noted.add(redis.password());
    }
  }

  @Test
  void onlyAChangedRedisIsReplaced() {
    assertThat(Kit.failures(kit.run(WhoTestCase.class))).isEmpty();
    List<String> passwords = Noted.all();
    assertThat(passwords.get(1)).isEqualTo(passwords.get(0)).isNotEqualTo(passwords.get(2));
  }

  /** Stays down, with a data set that cannot be loaded or as it was. */
  private record StopForGood(boolean damage) implements Fault {
    @Override
    public String name() {
      return "stop-for-good";
    }

    @Override
    public Severity severity() {
      return Severity.SIGTERM;
    }

    @Override
    public Set<Capability> needs() {
      return Set.of(Capability.STOP);
    }

    @Override
    public Injection inject(RunningRedis redis, RunClock clock) {
      long began = clock.now();
      redis.stop(Duration.ofSeconds(10));
      if (damage) {
        redis.files().list().stream()
            .filter(file -> file.path().endsWith(".aof"))
            .forEach(file -> redis.files().write(file.path(), new byte[] {1, 2, 3}));
      }
      return new Injection(name(), severity(), began, clock.now(), true, Map.of());
    }
  }
}
