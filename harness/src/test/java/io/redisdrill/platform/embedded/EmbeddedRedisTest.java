package io.redisdrill.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Identity;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
  private static final byte[] KEY = "k".getBytes(UTF_8);
  private static final byte[] VALUE = "v".getBytes(UTF_8);
  private static EmbeddedPlatform platform;
  private static RedisClients clients;

  @TempDir Path runs;
  private RunClock clock;
  private EventLog events;

  @BeforeAll
  static void open() {
    platform = EmbeddedPlatform.open();
    clients = new RedisClients();
  }

  @AfterAll
  static void closeAll() {
    clients.close();
    platform.close();
  }

  @BeforeEach
  void begin() {
    clock = RunClock.start();
    events = RunDirectory.create(runs, "test", clock.startedAt()).record(clock);
  }

  @AfterEach
  void end() {
    events.close();
  }

  private static Stack stack(String name) {
    return StackLoader.load(
        Path.of("../scenarios/src/main/resources/io/redisdrill/scenario/stacks", name));
  }

  private RunningRedis deploy(Stack stack) {
    return platform.deploy(new Deployment(stack, clock, events));
  }

  private static <T> T withConsole(
      RunningRedis redis, java.util.function.Function<Console, T> use) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .ignoreException(RedisUnavailableException.class)
        .until(
            () -> {
              try (Console console = clients.console(redis.endpoint())) {
                return use.apply(console);
              }
            },
            result -> result != null);
  }

  private static boolean has(RunningRedis redis) {
    return withConsole(redis, console -> console.get(List.of(KEY)).get(0).isPresent());
  }

  private static boolean set(RunningRedis redis) {
    return withConsole(
        redis,
        console -> {
          console.set(KEY, VALUE);
          return true;
        });
  }

  @Test
  void comesBackAsAnotherProcessAfterAKillAndKeepsItsAof() {
    try (RunningRedis redis = deploy(stack("aof"))) {
      set(redis);
      Identity before = redis.process();
      redis.kill();
      assertThat(has(redis)).isTrue();
      assertThat(redis.process()).isNotEqualTo(before);
      Line gone = redis.log().goneAfter(0).orElseThrow();
      assertThat(gone.text()).contains("exit code 137");
      assertThat(redis.log().startedAfter(gone.at())).isPresent();
    }
  }

  @Test
  void savesOnSigtermAndNotOnSigkill() {
    try (RunningRedis redis = deploy(stack("rdb"))) {
      set(redis);
      redis.terminate(Duration.ofSeconds(10));
      assertThat(has(redis)).isTrue();
      withConsole(
          redis,
          console -> {
            console.delete(KEY);
            return true;
          });
      redis.kill();
      assertThat(has(redis)).as("the delete was never saved").isTrue();
    }
  }

  @Test
  void staysDownUntilStartedAndLetsItsFilesBeChangedOnlyThen() {
    try (RunningRedis redis = deploy(stack("aof"))) {
      set(redis);
      String incr = "appendonlydir/appendonly.aof.1.incr.aof";
      assertThatThrownBy(() -> redis.files().truncate(incr, 0))
          .isInstanceOf(DrillException.class)
          .hasMessageContaining("a Redis that is down");
      redis.stop(Duration.ofSeconds(10));
      assertThatThrownBy(() -> clients.console(redis.endpoint()))
          .isInstanceOf(RedisUnavailableException.class);
      assertThat(redis.files().read(incr)).isNotEmpty();
      redis.files().truncate(incr, 0);
      redis.start();
      assertThat(has(redis)).isFalse();
    }
  }

  @Test
  void filesOutsideTheDataDirectoryAreOutOfReach() {
    try (RunningRedis redis = deploy(stack("aof"))) {
      assertThatThrownBy(() -> redis.files().read("../redis.conf"))
          .isInstanceOf(DrillException.class)
          .hasMessageContaining("outside the data directory");
    }
  }

  @Test
  void keepsThePasswordOutOfArgumentsAndEvents() throws IOException {
    try (RunningRedis redis = deploy(stack("aof"))) {
      set(redis);
      String secret = redis.endpoint().password().reveal();
      String arguments =
          ProcessHandle.of(Long.parseLong(redis.process().id()))
              .flatMap(process -> process.info().commandLine())
              .orElse("");
      assertThat(arguments).doesNotContain(secret);
      assertThat(redis.endpoint().toString()).doesNotContain(secret);
      try (Stream<Path> files = Files.walk(runs)) {
        assertThat(files.filter(Files::isRegularFile))
            .isNotEmpty()
            .allSatisfy(file -> assertThat(file).content().doesNotContain(secret));
      }
    }
  }

  @Test
  void givesUpOnASettingThatRedisRefusesAndShowsItsWords() {
    try (RunningRedis redis = deploy(stack("aof").with("appendfsync", "sometimes"))) {
      await().atMost(Duration.ofSeconds(10)).until(() -> redis.gaveUp().isPresent());
      assertThat(redis.gaveUp().orElseThrow()).contains("appendfsync").contains("sometimes");
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    EmbeddedPlatform own = EmbeddedPlatform.open();
    RunningRedis redis = own.deploy(new Deployment(stack("aof"), clock, events));
    set(redis);
    long pid = Long.parseLong(redis.process().id());
    Path directory = Path.of(config(redis, "dir"));
    own.close();
    Callable<Boolean> gone = () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    await().atMost(Duration.ofSeconds(5)).until(gone);
    assertThat(directory).doesNotExist();
    assertThat(directory.resolve("../..")).doesNotExist();
  }

  private static String config(RunningRedis redis, String name) {
    return withConsole(redis, console -> console.config().get(name));
  }
}
