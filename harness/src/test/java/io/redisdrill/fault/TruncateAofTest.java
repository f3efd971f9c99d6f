package io.redisdrill.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.Verdict;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cuts that are aimed at what the log holds. */
class TruncateAofTest {
  private static final String CUT = "behind the cut";
  private static EmbeddedPlatform platform;

  @TempDir Path runs;
  private DrillRunner runner;

  @BeforeAll
  static void open() {
    platform = EmbeddedPlatform.open();
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  @BeforeEach
  void begin() {
    runner = new DrillRunner(runs);
  }

  @AfterEach
  void end() {
    runner.close();
  }

  /** So many keys that hardly a write covers another. */
  private DrillResult run(Stack stack, Fault fault) {
    return runner.run(
        Drill.on(platform)
            .stack(stack)
            .workload(
                Workload.registers()
                    .writers(8)
                    .keys(10_000)
                    .lasting(Duration.ofMillis(500))
                    .settle(Duration.ofMillis(200)))
            .fault(fault)
            .secondRestart(true)
            .build());
  }

  private static Stack aof() {
    return EmbeddedRedisFixture.stack("aof");
  }

  static Stream<TruncateAof> betweenCommands() {
    return Stream.of(
        TruncateAof.bytes(500_000),
        TruncateAof.percent(10),
        TruncateAof.beforeCommand(5_000),
        TruncateAof.insideCommand(5_000),
        TruncateAof.afterCommand(5_000));
  }

  /** Each lost write is one that the cut took; none that is in the log still is missing. */
  @ParameterizedTest
  @MethodSource("betweenCommands")
  void whatIsLostWasBehindTheCut(TruncateAof cut) {
    DrillResult result = run(aof(), cut);
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isPositive();
    assertThat(result.dataLoss().causes()).containsOnlyKeys(CUT);
    assertThat(result.dataLoss().unexplained()).isZero();
    assertThat(result.secondRestart().orElseThrow().lost()).isZero();
  }

  @Test
  void aCommandCountedFromTheEndIsTheOneThatIsLost() {
    DrillResult result = run(aof(), TruncateAof.beforeCommand(1));
    assertThat(result.dataLoss().lost()).as("%s", result).isLessThanOrEqualTo(1);
    DrillResult none = run(aof(), TruncateAof.afterCommand(1));
    assertThat(none.verdict()).as("nothing was cut: %s", none).isEqualTo(Verdict.UNKNOWN);
  }

  /**
   * Redis 7.0.15 cuts a torn command off when it starts, and leaves the MULTI before it: what it
   * acknowledges afterwards is written behind that, and gone at the next start.
   */
  @Test
  void aTornTransactionTakesWhatIsAcknowledgedAfterwards() {
    DrillResult result = run(aof(), TruncateAof.insideTransaction());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAIL);
    assertThat(result.dataLoss().unexplained()).isZero();
    assertThat(result.secondRestart().orElseThrow().lost()).isPositive();
  }

  /** With no torn tail allowed Redis refuses to start, and nobody is told that all is well. */
  @Test
  void aTornLogThatIsRefusedIsNoPass() {
    DrillResult result = run(aof().with("aof-load-truncated", "no"), TruncateAof.insideCommand(40));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAIL);
    assertThat(result.problem()).get().asString().contains("Unexpected end of file");
  }

  @Test
  void whatThereIsNotCannotBeCut() {
    Stack slow = aof().with("rdb-key-save-delay", "0");
    DrillResult one = run(slow, TruncateAof.insideCommand(900_000));
    assertThat(one.verdict()).as("%s", one).isEqualTo(Verdict.UNKNOWN);
    assertThat(one.problem()).get().asString().contains("inside command 900000 from the end");
  }

  /**
   * Redis 7.0.15 cuts a torn file off even where it is not the last, and only then refuses to
   * start. The next start, which is the platform's own doing, finds a file without a tear: a hole.
   */
  @Test
  void anEarlierIncrementThatWasCutLeavesAHole() {
    Stack slow = aof().with("rdb-key-save-delay", "2000");
    DrillResult result = run(slow, TruncateAof.insideEarlierIncrement(30));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAIL);
    assertThat(result.dataLoss().holes()).isPositive();
    assertThat(result.dataLoss().causes()).containsOnlyKeys(CUT);
  }
}
