package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.PodDelete;
import io.redisdrill.fault.Restart;
import io.redisdrill.recovery.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tests leave behind: much where something went wrong, little elsewhere. */
class TestReportsTest {
  private static final long SMALL = 300_000;

  private final Kit kit = Kit.create();

  @BeforeEach
  void clear() {
    Noted.clear();
  }

  @AfterEach
  void delete() {
    kit.close();
  }

  @RedisPersistenceTest
  static class ReportTestCase {
    @Test
    void passes(RedisUnderTest redis) {
      Wire.once(redis, "SET", "k", "v");
      redis.inject(new ContainerKill());
      Recovery first = redis.awaitRecovery();
      redis.inject(new PodDelete());
      redis.awaitRecovery();
      redis.inject(new Restart());
      redis.awaitRecovery();
      assertThat(Wire.once(redis, "GET", "k")).isEqualTo("v");
      assertThat(Wire.once(redis, "DBSIZE")).isEqualTo("1");
      assertThat(first.totalMillis().orElseThrow()).isPositive();
    }

    @Test
    void fails(RedisUnderTest redis) {
      Wire.once(redis, "SET", "the-key-that-was-there", "v");
      fail("as planned");
    }

    @Test
    void aborts(RedisUnderTest redis) {
      assumeTrue(redis.port() < 0, "as planned");
    }

    @Test
    void forgetsToAwait(RedisUnderTest redis) {
      redis.inject(new ContainerKill());
    }
  }

  private static JsonNode result(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("result.json").toFile());
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void oneReportATestWithEveryFaultAndItsRecovery() throws IOException {
    var failures = Kit.failures(kit.run(ReportTestCase.class));
    Path passed = kit.runs("-passes").get(0);
    assertThat(result(passed).path("verdict").asText()).as("%s", failures).isEqualTo("PASS");
    JsonNode faults = result(passed).path("faults");
    assertThat(faults.findValuesAsText("name"))
        .containsSubsequence("container-kill", "pod-delete", "restart");
    faults.forEach(
        fault -> assertThat(fault.at("/recoveryTime/totalMillis").asDouble()).isPositive());
    assertThat(bytes(passed)).isLessThan(SMALL);
    assertThat(passed.resolve("files")).doesNotExist();

    Path failed = kit.runs("-fails").get(0);
    assertThat(result(failed).path("verdict").asText()).isEqualTo("FAIL");
    assertThat(failed.resolve("files/appendonlydir")).isNotEmptyDirectory();
    assertThat(failed.resolve("redis.log")).content().contains("Ready to accept connections");
    assertThat(failed.resolve("events.jsonl")).content().contains("as planned");
    try (Stream<Path> files = Files.walk(failed.resolve("files"))) {
      assertThat(files.filter(Files::isRegularFile))
          .anySatisfy(file -> assertThat(file).content().contains("the-key-that-was-there"));
    }

    assertThat(result(kit.runs("-aborts").get(0)).path("verdict").asText()).isEqualTo("UNKNOWN");
    JsonNode forgotten = result(kit.runs("-forgets-to-await").get(0));
    assertThat(forgotten.at("/faults/0/recoveryTime/totalMillis").asDouble()).isPositive();
    assertThat(kit.published()).hasSize(4).allMatch(file -> file.toString().endsWith(".html"));

    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).hasMessage("as planned");
    assertThat(failures.get(0).getSuppressed())
        .singleElement()
        .satisfies(
            note ->
                assertThat(note)
                    .hasMessageContaining("redis-drill.stack = aof (default)")
                    .hasMessageContaining("redis-drill.runs")
                    .hasMessageContaining("(junit-platform.properties)")
                    .hasMessageContaining(failed.toString()));
  }
}
