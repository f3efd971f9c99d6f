package io.redisdrill.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Verdict;
import io.redisdrill.platform.embedded.LocalEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownAnswerTest {
  private static final String INCREMENT = "appendonlydir/appendonly.aof.1.incr.aof";

  @TempDir private Path directory;

  @Test
  void isThatOfTheVeryLog() throws Exception {
    try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
      Path source = KnownAnswer.record(engine);
      assertThat(Files.size(source.resolve(INCREMENT))).isEqualTo(317);
      SweepPlan plan = SweepPlan.truncations(source);

      SweepResult result = SweepRunner.of(engine).run(plan, directory.resolve("out"), it -> {});

      assertThat(result.images()).isEqualTo(318);
      assertThat(result.count(Outcome.POISONED)).isEqualTo(165);
      assertThat(result.firstStarts()).containsEntry(Outcome.EXACT_PREFIX.word(), 318L);
      assertThat(result.results())
          .filteredOn(each -> each.outcome() == Outcome.POISONED)
          .allSatisfy(each -> assertThat(each.writesLost()).hasValue(Trial.WRITES));
      assertThat(KnownAnswer.verdict(plan, result)).isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void isNoneWhereTornFilesAreRefused() throws Exception {
    try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
      Path source = KnownAnswer.record(engine);
      SweepPlan plan = SweepPlan.truncations(source).with(Map.of("aof-load-truncated", "no"));

      SweepResult result = SweepRunner.of(engine).run(plan, directory.resolve("out"), it -> {});

      assertThat(result.count(Outcome.EXACT_PREFIX)).isEqualTo(7);
      assertThat(result.count(Outcome.REFUSED)).isEqualTo(311);
    }
  }
}
