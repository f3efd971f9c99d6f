package io.redisdrill.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillResult;
import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.redis.Console;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are gone, or of another time. */
class LostFilesTest {
  @TempDir Path runs;

  private EmbeddedDrills drills;

  @BeforeEach
  void open() {
    drills = new EmbeddedDrills(runs);
  }

  @AfterEach
  void close() {
    drills.close();
  }

  /** Redis 7.0.15 gives the new increment the name of the old one, and appends to that. */
  @Test
  void withoutItsManifestRedisStartsEmptyAndBringsTheOldDataBackLater() {
    DrillResult result = drills.run("aof", new DropFile(Target.MANIFEST));
    assertThat(result.problem()).isEmpty();
    assertThat(result.dataLoss().lost()).isPositive();
    assertThat(result.dataLoss().causes()).containsOnlyKeys("dropped file");
    assertThat(result.secondRestart().orElseThrow().resurrected()).isPositive();
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAIL);
    assertThat(result.fault().proof()).containsEntry("sha256After", "no file");
  }

  @Test
  void afterARewriteItStartsEmptyAndNothingComesBack() {
    DrillResult result = drills.run("aof", new DropFile(Target.MANIFEST).afterRewrite());
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.secondRestart()).hasValue(new DrillResult.SecondRestart(0, 0));
  }

  @ParameterizedTest
  @CsvSource({"BASE, appendonly.aof.1.base.rdb", "INCREMENT, appendonly.aof.1.incr.aof"})
  void aFileThatTheManifestNamesIsMissed(Target target, String name) {
    DrillResult result = drills.run("aof", new DropFile(target));
    assertThat(result.verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(result.problem()).get().asString().contains(name, "No such file");
  }

  @Test
  void aDumpIsNotMissed() {
    DrillResult result = drills.run("rdb", new DropFile(Target.DUMP));
    assertThat(result.problem()).isEmpty();
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.dataLoss().causes()).containsOnlyKeys("dropped file");
  }

  /**
   * The process stays, so that a drill reads back only what a backup restored: it is asked here.
   */
  @Test
  void whatSomebodyFlushedIsCalledSo() throws Exception {
    try (EmbeddedRedisFixture fixture =
            new EmbeddedRedisFixture(runs, EmbeddedRedisFixture.stack("aof"));
        Console console = fixture.clients().console(fixture.redis().endpoint())) {
      console.set("key".getBytes(US_ASCII), "value".getBytes(US_ASCII));
      Injection flushed = new FlushAll().inject(fixture.redis(), fixture.clock());
      assertThat(flushed.tookEffect()).isTrue();
      assertThat(flushed.cause()).hasValue("flushed");
      Injection read = Json.MAPPER.readValue(Json.line(flushed), Injection.class);
      assertThat(read.cause()).isEqualTo(flushed.cause());
    }
  }

  @Test
  void aFaultThatSaysNothingLeavesFilesDamagedOrGone() {
    DrillResult result = drills.run("rdb", new VolumeLost());
    assertThat(result.dataLoss().causes())
        .as("%s", result)
        .containsOnlyKeys("files damaged or gone");
  }

  /** What is not there cannot be dropped: no silent pass. */
  @Test
  void whatIsNotThereCannotBeDropped() {
    DrillResult result = drills.run("aof", new DropFile(Target.DUMP));
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem()).get().asString().contains("Cannot find the dump");
  }

  @Test
  void anOlderDumpLosesWhatCameSinceAndNothingBefore() {
    DrillResult result = drills.run("rdb", new StaleFile(Target.DUMP));
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.dataLoss().windowMillis()).isPositive();
    assertThat(result.dataLoss().windowMillis()).isLessThan(staleBy(result) + 200);
  }

  @Test
  void anOlderIncrementTurnsTheTimeBack() {
    DrillResult result = drills.run("aof", new StaleFile(Target.INCREMENT));
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.fault().proof().get("copiedFrom"))
        .isEqualTo("appendonlydir/appendonly.aof.1.incr.aof");
    assertThat(result.fault().proof().get("file"))
        .isEqualTo("appendonlydir/appendonly.aof.2.incr.aof");
  }

  /** Each key is written once, so that nothing hides what the base should have held. */
  @Test
  void anOlderBaseLeavesAHole() {
    DrillResult result =
        drills.run(
            EmbeddedRedisFixture.stack("aof"),
            EmbeddedDrills.BRIEF.keys(100_000).rate(20_000),
            new StaleFile(Target.BASE));
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.dataLoss().holes()).isPositive();
  }

  private static double staleBy(DrillResult result) {
    return ((Number) result.fault().proof().getOrDefault("staleByMillis", 0)).doubleValue();
  }

  @Test
  void aManifestOfBeforeTheRewriteNamesFilesThatAreGone() {
    DrillResult result = drills.run("aof", new SwapManifest());
    assertThat(result.verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(result.problem()).get().asString().contains("appendonly.aof.1.base.rdb");
    assertThat(EmbeddedDrills.check(result, "fault took effect")).isEqualTo(Verdict.PASS);
  }

  /** Lost from the first write on, which was before the snapshot. */
  @Test
  void aDumpThatIsPutBackIsIgnoredWhereAppendonlyIsYes() {
    DrillResult result = drills.run("hybrid", new DumpPutBack());
    assertThat(result.dataLoss().earliest()).as("%s", result).isNotEmpty();
    assertThat(result.dataLoss().earliest().get(0).version()).isEqualTo(1);
  }

  @Test
  void andLoadedWhereItIsNo() {
    DrillResult result = drills.run("rdb", new DumpPutBack());
    assertThat(result.problem()).isEmpty();
    assertThat(result.dataLoss().earliest()).as("%s", result).isNotEmpty();
    assertThat(result.dataLoss().earliest().get(0).version()).isGreaterThan(1);
  }

  /** A snapshot is said to lie there, and Redis starts empty all the same. */
  private record SnapshotThatIsNotLoaded(Fault then) implements FilesFault {
    @Override
    public String name() {
      return "snapshot-not-loaded";
    }

    @Override
    public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
      return then.inject(redis, clock).withSnapshot(clock.now());
    }
  }

  @Test
  void whatAPutBackSnapshotShouldHaveKeptHasNoExcuse() {
    DrillResult kept = drills.run("rdb", new StaleFile(Target.DUMP));
    assertThat(kept.dataLoss().causes()).as("%s", kept).containsOnlyKeys("wrong file loaded");
    assertThat(kept.verdict()).isEqualTo(Verdict.PASS);
    DrillResult lost = drills.run("rdb", new SnapshotThatIsNotLoaded(new DropFile(Target.DUMP)));
    assertThat(lost.dataLoss().unexplained()).as("%s", lost).isPositive();
    assertThat(lost.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> new StaleFile(Target.MANIFEST)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new StaleFile(Target.DUMP, Duration.ofSeconds(-1)))
        .isInstanceOf(UsageException.class);
  }
}
