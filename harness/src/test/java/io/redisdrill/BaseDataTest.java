package io.redisdrill;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.HistoryReader;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Workload;
import io.redisdrill.load.Workload.Mix;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set that is filled in before the load is judged with it, and is no part of it. */
class BaseDataTest {
  private static final int VALUE = 256;
  private static final int KEYS = 4_000;
  private static final Workload LOAD =
      Workload.registers()
          .writers(4)
          .mix(Mix.ALL)
          .rate(4_000)
          .lasting(Duration.ofMillis(400))
          .settle(Duration.ofMillis(20))
          .valueBytes(VALUE)
          .base((long) KEYS * VALUE);

  private static EmbeddedPlatform platform;

  @TempDir Path runs;

  @BeforeAll
  static void open() {
    platform = EmbeddedPlatform.open();
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  private DrillResult run(Stack stack, Workload load, Fault fault) {
    try (DrillRunner runner = new DrillRunner(runs)) {
      return runner.run(
          Drill.on(platform).stack(stack).workload(load).fault(fault).secondRestart(false).build());
    }
  }

  private static Stack aof() {
    return EmbeddedRedisFixture.stack("aof");
  }

  @Test
  void eachOfItsKeysIsSetOnceBeforeTheLoadAndReadBack() {
    DrillResult result = run(aof(), LOAD, new ContainerKill());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
    int[] writesToBase = new int[LOAD.writers()];
    Path history = Path.of(result.runDirectory(), "history.bin");
    try (HistoryReader write = HistoryReader.open(history)) {
      while (write.next()) {
        if (write.key() < LOAD.baseKeys()) {
          assertThat(write.kind()).isEqualTo(Kind.SET);
          assertThat(write.version()).isEqualTo(write.key() + 1);
          writesToBase[write.writer()]++;
        }
      }
    }
    assertThat(writesToBase).containsOnly(KEYS / LOAD.writers());
    assertThat(result.writes().acknowledged()).isGreaterThan(KEYS + 100);
  }

  @Test
  void whatIsLostOfItIsLost() {
    DrillResult result = run(aof(), LOAD, new VolumeLost());
    assertThat(result.dataLoss().lost()).isGreaterThan(KEYS);
    assertThat(result.dataLoss().earliest().get(0).version()).isEqualTo(1);
  }

  @Test
  void itIsNoEvidenceOfLoad() {
    DrillResult result =
        run(aof(), LOAD.pipeline(1).rate(1).lasting(Duration.ofMillis(50)), new ContainerKill());
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.checks())
        .filteredOn(check -> check.name().equals("enough load"))
        .singleElement()
        .matches(check -> check.verdict() == Verdict.UNKNOWN);
  }

  @Test
  void aBaseWithGapsIsNone() {
    Stack small = aof().with("maxmemory", "3mb").with("maxmemory-policy", "noeviction");
    DrillResult result = run(small, LOAD.base(16L << 20), new ContainerKill());
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem().orElse("")).contains("Cannot fill Redis", "OOM");
  }
}
