package io.redisdrill.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.fault.ContainerKill;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** No place for run directories: a test ends as without, and a drill says what it lacks. */
class NoPlaceTest {
  private static final int PAGE = 4_096;

  private final Kit kit = Kit.create();

  @TempDir Path directory;

  @BeforeEach
  void clear() {
    Noted.clear();
  }

  @AfterEach
  void delete() {
    kit.close();
  }

  @RedisPersistenceTest
  static class PassingTestCase {
    @Test
    void passes(RedisUnderTest redis) {
      Wire.once(redis, "SET", "order", "1");
      redis.inject(new ContainerKill());
      redis.awaitRecovery();
      assertThat(Wire.once(redis, "GET", "order")).isEqualTo("1");
    }
  }

  static class DrillTestCase {
    @RedisPersistenceTest(drills = "aof-always-container-kill")
    void holds(DrillResult result) {
      Noted.add(result);
    }
  }

  private void assertThatItPassesWithoutReport(Path runs) {
    kit.with("redis-drill.runs", runs.toString());
    EngineExecutionResults results = kit.run(PassingTestCase.class);
    assertThat(Kit.failures(results)).isEmpty();
    assertThat(results.testEvents().succeeded().count()).isOne();
    assertThat(results.allEvents().reportingEntryPublished().stream())
        .anySatisfy(
            event ->
                assertThat(event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                    .hasEntrySatisfying(
                        "redis-drill",
                        said -> assertThat(said).contains("Cannot write", runs.toString())));
  }

  @Test
  void aFileInTheWayChangesNoResult() throws IOException {
    assertThatItPassesWithoutReport(Files.createFile(directory.resolve("file")));
  }

  /** A directory takes no room there, so it can be made, and nothing be written into it. */
  @Test
  void aFullDiskChangesNoResult() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/mounts")), "needs Linux");
    int mounted = run("mount", "-t", "tmpfs", "-o", "size=" + PAGE, "rd", directory.toString());
    Assumptions.assumeTrue(mounted == 0, "SKIPPED: only root can mount a small file system");
    try {
      Files.write(directory.resolve("all-there-is"), new byte[PAGE]);
      assertThatItPassesWithoutReport(directory);
    } finally {
      assertThat(run("umount", directory.toString())).isZero();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void aDrillThatCannotBeRecordedDoesNotPass() throws IOException {
    Path inTheWay = Files.createFile(directory.resolve("file"));
    kit.with("redis-drill.runs", inTheWay.toString());
    List<Throwable> failures = Kit.failures(kit.run(DrillTestCase.class));
    assertThat(Noted.all()).isEmpty();
    assertThat(failures)
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .isInstanceOf(DrillException.class)
                    .hasMessageStartingWith("Cannot run the drill aof-always-container-kill: ")
                    .hasMessageContaining("a directory to record its writes in")
                    .hasMessageContaining(inTheWay.toString())
                    .hasMessageEndingWith("redis-drill.runs."));
  }
}
