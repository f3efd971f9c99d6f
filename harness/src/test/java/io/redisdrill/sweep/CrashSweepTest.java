package io.redisdrill.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.redisdrill.UsageException;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.platform.powercut.Launcher;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.platform.powercut.PowerCutProof;
import io.redisdrill.platform.powercut.WatchedCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashSweepTest {
  private static final String LOG = "appendonlydir/appendonly.aof.1.incr.aof";

  @TempDir private Path directory;

  @BeforeEach
  void requireLauncher() {
    assumeTrue(Launcher.unsupported().isEmpty());
  }

  private SweepPlan crash(Path source) {
    return new SweepPlan(
        source, SweepPlan.Kind.CRASH, Optional.empty(), Sampling.all(), Shard.whole(), Map.of());
  }

  @Test
  void triesWhatWasSyncedAndWhatWasNot() throws Exception {
    Path out = directory.resolve("out");
    try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
      Path recorded = new Recorder(engine).into(out);
      long before = Files.size(recorded.resolve(LOG));

      SweepResult result = SweepRunner.of(engine).run(crash(recorded), out, it -> {});

      assertThat(result.images()).isGreaterThan(1);
      assertThat(result.results().get(0).loadedUnits()).hasValue(result.sweep().units());
      // Some image has lost what was not synced, and is loaded up to there.
      assertThat(result.results())
          .anySatisfy(
              each -> {
                assertThat(each.first()).isEqualTo(Outcome.EXACT_PREFIX);
                assertThat(each.loadedUnits().orElseThrow())
                    .isPositive()
                    .isLessThan(result.sweep().units());
              });
      assertThat(result.count(Outcome.WRONG_DATA)).isZero();
      assertThat(result.count(Outcome.UNKNOWN)).isZero();
      assertThat(Files.size(recorded.resolve(LOG))).isEqualTo(before);
    }
  }

  @Test
  void cutsACopyAsItWouldTheOriginal() throws Exception {
    try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
      Path recorded = new Recorder(engine).into(directory.resolve("out"));
      Path copy = directory.resolve("copy");
      WatchedCopy.make(recorded, copy);
      Launcher launcher = Launcher.unpack(directory);

      PowerCutProof ofCopy = launcher.cut(copy, MetadataModel.JOURNAL);
      PowerCutProof ofOriginal = launcher.cut(recorded, MetadataModel.JOURNAL);

      assertThat(ofCopy.sound()).as(ofCopy.doubts()).isTrue();
      assertThat(ofCopy.bytesDropped()).isPositive().isEqualTo(ofOriginal.bytesDropped());
      assertThat(copy.resolve(LOG)).hasSameBinaryContentAs(recorded.resolve(LOG));
    }
  }

  @Test
  void needsALedger() {
    try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
      Path source = KnownAnswer.record(engine);

      assertThatThrownBy(
              () -> SweepRunner.of(engine).run(crash(source), directory.resolve("out"), it -> {}))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("--record");
    }
  }
}
