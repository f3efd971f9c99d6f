package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Many tests at once: none sees another's data, and nothing of them is left. */
class ParallelTest {
  private static final int PARALLELISM = 4;
  // What the JVM itself opens and starts as it goes on.
  private static final int SLACK = 4;

  @RedisPersistenceTest
  @Execution(ExecutionMode.CONCURRENT)
  static class ManyTestCase {
    @RepeatedTest(500)
    void ownKeys(RedisUnderTest redis, RepetitionInfo repetition) {
      String mine = "key:" + repetition.getCurrentRepetition();
      try (Wire wire = new Wire(redis)) {
        assertThat(wire.ask("DBSIZE")).isEqualTo("0");
        assertThat(wire.ask("SET", mine, mine)).isEqualTo("OK");
        assertThat(wire.ask("GET", mine)).isEqualTo(mine);
        assertThat(wire.ask("KEYS", "*")).isEqualTo(mine);
      }
      Noted.add(redis.port());
    }
  }

  @RedisPersistenceTest
  @Execution(ExecutionMode.CONCURRENT)
  static class FewTestCase {
    @RepeatedTest(8)
    void ownKeys(RedisUnderTest redis) {
      assertThat(Wire.once(redis, "DBSIZE")).isEqualTo("0");
    }
  }

  private record Counted(int threads, long files, long servers, Set<String> directories) {
    static Counted now() throws IOException {
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"));
          Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        return new Counted(
            Thread.getAllStackTraces().size(),
            open.count(),
            ProcessHandle.current().descendants().count(),
            temporary
                .map(path -> path.getFileName().toString())
                .filter(
                    name ->
                        name.startsWith(
                            "redis-drill-scratch-" + ProcessHandle.current().pid() + "-"))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
  }

  @Test
  void fiveHundredTestsShareNothingAndLeaveNothing(TestReporter reporter) throws Exception {
    run(FewTestCase.class);
    Noted.clear();
    Counted before = Counted.now();
    long began = System.nanoTime();
    run(ManyTestCase.class);
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    Counted after = settled(before);
    Set<String> ports = Set.copyOf(Noted.all());
    reporter.publishEntry(
        "500 tests",
        "%d s; before %s; after %s; %d Redis".formatted(seconds, before, after, ports.size()));
    assertThat(Noted.all()).hasSize(500);
    assertThat(ports).hasSizeBetween(2, PARALLELISM);
    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + SLACK);
    assertThat(after.files()).isLessThanOrEqualTo(before.files() + SLACK);
    assertThat(after.servers()).isLessThanOrEqualTo(before.servers());
    assertThat(before.directories()).containsAll(after.directories());
    for (String port : ports) {
      assertThat(listens(Integer.parseInt(port))).isFalse();
    }
  }

  private static void run(Class<?> fixture) {
    try (Kit kit = Kit.create()) {
      kit.with("junit.jupiter.execution.parallel.enabled", "true")
          .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
          .with(
              "junit.jupiter.execution.parallel.config.fixed.parallelism",
              String.valueOf(PARALLELISM))
          .with(
              "junit.jupiter.execution.parallel.config.fixed.max-pool-size",
              String.valueOf(PARALLELISM));
      assertThat(Kit.failures(kit.run(fixture))).isEmpty();
    }
  }

  /** Threads that were told to end take a moment. */
  private static Counted settled(Counted before) throws IOException {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Counted.now().threads() <= before.threads() + SLACK);
    return Counted.now();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
