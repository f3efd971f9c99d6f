package io.redisdrill;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;
import io.redisdrill.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What INFO said of the persistence through a drill, in its result. */
class PersistenceWarningsTest {
  @TempDir Path runs;
  private final EmbeddedPlatform platform = EmbeddedPlatform.open();
  private DrillRunner runner;

  @BeforeEach
  void begin() {
    runner = new DrillRunner(runs);
  }

  @AfterEach
  void end() {
    runner.close();
    platform.close();
  }

  private static Workload load(Duration lasting) {
    return Workload.registers().writers(8).lasting(lasting).settle(Duration.ofMillis(100));
  }

  /** A directory in place of the file fails each save, and nothing else. */
  private static Fault savesFail() {
    return new Fault() {
      @Override
      public String name() {
        return "saves-fail";
      }

      @Override
      public Severity severity() {
        return Severity.NONE;
      }

      @Override
      public Set<Capability> needs() {
        return Set.of();
      }

      @Override
      public Injection inject(RunningRedis redis, RunClock clock) {
        long began = clock.now();
        try (RedisClients clients = new RedisClients();
            Console console = clients.console(redis.endpoint())) {
          Path data = Path.of(console.config().getOrDefault("dir", ""));
          Files.createDirectories(data.resolve("dump.rdb").resolve("in-the-way"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return new Injection(name(), severity(), began, clock.now(), true, Map.of());
      }
    };
  }

  @Test
  void aFailedSaveIsToldInTheResult() {
    Stack often =
        DrillRunnerTest.stack("rdb").with("save", "1 1").with("stop-writes-on-bgsave-error", "no");
    Drill drill =
        Drill.on(platform)
            .stack(often)
            .workload(load(Duration.ofMillis(500)).settle(Duration.ofMillis(2_500)))
            .fault(savesFail())
            .secondRestart(false)
            .build();
    assertThat(runner.run(drill).persistence())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.kind()).isEqualTo("save failed");
              assertThat(warning.fromMillis()).isGreaterThan(500);
            });
  }

  @Test
  void aSoundPersistenceIsToldByNoWarning() {
    DrillResult result =
        runner.run(
            Drill.on(platform)
                .stack(DrillRunnerTest.stack("aof"))
                .workload(load(Duration.ofMillis(500)))
                .fault(new ContainerKill())
                .build());
    assertThat(result.persistence()).isEmpty();
  }
}
