package io.redisdrill.aof;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.Verdict;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.judge.Judge;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes whose answers a kill has cut off. */
class LogOracleTest {
  @TempDir Path runs;

  @Test
  void tellsWhichWritesWithoutAnAnswerWereExecuted() throws IOException {
    DrillResult result;
    try (EmbeddedPlatform platform = EmbeddedPlatform.open();
        DrillRunner runner = new DrillRunner(runs)) {
      result =
          runner.run(
              Drill.on(platform)
                  .stack(EmbeddedRedisFixture.stack("aof"))
                  .workload(
                      Workload.registers()
                          .writers(20)
                          .pipeline(50)
                          .keys(10_000)
                          .lasting(Duration.ofMillis(500))
                          .settle(Duration.ofMillis(100)))
                  .fault(new ContainerKill())
                  .build());
    }
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.writes().unknown()).isPositive();
    long executed = result.writes().unknownExecuted().orElseThrow();
    assertThat(executed)
        .as("no key is written twice: each executed one is there")
        .isEqualTo(result.dataLoss().survivedUnacknowledged());

    // The planted defect: the log is said to have a write that is not served.
    Path events = Path.of(result.runDirectory(), "events.jsonl");
    RunDirectory run = RunDirectory.open(Path.of(result.runDirectory()));
    int absent = absentVersion(run);
    String said = "{\"writer\":0,\"version\":" + absent + "}";
    String text = Files.readString(events);
    Files.writeString(
        events,
        text.replace("\"executed\":[", "\"executed\":[" + said + ",")
            .replace(said + ",]", said + "]"));
    assertThat(Judge.judge(run).checks())
        .anyMatch(
            check -> check.name().startsWith("the log agrees") && check.verdict() == Verdict.FAIL);
  }

  /** Returns a version of writer 0 without an answer that is not in the log. */
  private static int absentVersion(RunDirectory run) {
    var found = RunEvents.of(run).inLog().orElseThrow().executed();
    int[] version = new int[1];
    Judge.visit(
        run,
        (write, lost) -> {
          boolean unanswered = write.outcome() == Outcome.UNKNOWN;
          LogOracle.WriteId id = new LogOracle.WriteId(write.writer(), write.version());
          if (unanswered && write.writer() == 0 && !found.contains(id)) {
            version[0] = write.version();
          }
        });
    assertThat(version[0]).as("of 50 under way not all were executed").isPositive();
    return version[0];
  }
}
