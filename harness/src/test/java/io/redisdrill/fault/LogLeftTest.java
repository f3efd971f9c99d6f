package io.redisdrill.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.Verdict;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.platform.embedded.LocalEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that loads less than a power cut left is not excused by what the cut took. */
class LogLeftTest {
  private static final Workload LOAD =
      Workload.registers()
          .writers(8)
          .mix(Workload.Mix.ALL)
          .lasting(Duration.ofMillis(2_300))
          .settle(Duration.ofMillis(100));

  /** At each start it cuts a fifth off what it finds of the log, as one that reads badly might. */
  private static final String FORGETFUL =
      """
      #!/bin/sh
      for log in appendonlydir/*.incr.aof; do
        if [ -s "$log" ]; then
          truncate -s $(($(stat -c %%s "$log") * 4 / 5)) "$log"
        fi
      done
      exec %s "$@"
      """;

  @TempDir Path runs;
  private LocalEngine engine;

  @BeforeEach
  void begin() {
    engine = LocalEngine.open(Optional.empty());
  }

  @AfterEach
  void end() {
    engine.close();
  }

  private DrillResult cut(Path server) {
    try (EmbeddedDrills drills =
        new EmbeddedDrills(runs, EmbeddedPlatform.open(Optional.of(server)))) {
      Optional<String> why = drills.platform().unavailable(Capability.WATCHED_DISK);
      Assumptions.assumeTrue(why.isEmpty(), () -> why.orElse(""));
      return drills.run(EmbeddedRedisFixture.stack("aof"), LOAD, new PowerCut());
    }
  }

  @Test
  void aServerThatLoadsAllThatIsLeftIsExcused() {
    DrillResult result = cut(engine.executable());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().unexplained()).isZero();
    assertThat(result.fault().proof().get("logBytesRead")).asString().isNotEqualTo("0");
  }

  @Test
  void whatIsInTheLogAndIsNotLoadedIsUnexplained() throws IOException {
    Path server = runs.resolve("redis-server");
    Files.writeString(server, FORGETFUL.formatted(engine.executable()));
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwx------"));
    DrillResult result = cut(server);
    assertThat(result.dataLoss().unexplained()).as("%s", result).isPositive();
    assertThat(EmbeddedDrills.check(result, "every loss explained")).isEqualTo(Verdict.FAIL);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }
}
