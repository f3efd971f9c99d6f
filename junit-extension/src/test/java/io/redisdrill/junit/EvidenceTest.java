package io.redisdrill.junit;

import static io.redisdrill.junit.DrillResultAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.judge.Judge;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A drill may pass and its test fail: what shows why is there until the test is over. */
class EvidenceTest {
  private static final String DRILL = "rdb-container-kill";

  private final Kit kit = Kit.create();

  @AfterEach
  void delete() {
    kit.close();
  }

  private RunDirectory only(String drill) {
    List<Path> runs = kit.runs(drill);
    assertThat(runs).hasSize(1);
    return RunDirectory.open(runs.get(0));
  }

  /** The promise of an RDB alone is the last save, so that all of this may be lost. */
  private void assertThatTheLossCanStillBeJudged() {
    RunDirectory run = only(DRILL);
    DrillResult again = Judge.judge(run);
    assertThat(again.verdict()).isEqualTo(Verdict.PASS);
    assertThat(again.dataLoss().lost()).isPositive();
    assertThat(run.file("files")).isNotEmptyDirectory();
  }

  static class AssertsMoreTestCase {
    @RedisPersistenceTest(drills = DRILL)
    void losesNothing(DrillResult result) {
      assertThat(result).losesNothing();
    }
  }

  @Test
  void staysIfTheMethodDemandsMoreThanTheDrill() {
    assertThat(Kit.failures(kit.run(AssertsMoreTestCase.class)))
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageContaining("nothing was allowed"));
    assertThatTheLossCanStillBeJudged();
  }

  @RedisPersistenceTest
  static class RunsItselfTestCase {
    @Test
    void losesNothing(Drills drills) {
      assertThat(drills.run(DRILL)).losesNothing();
    }
  }

  @Test
  void staysIfTheTestRanTheDrillItself() {
    assertThat(Kit.failures(kit.run(RunsItselfTestCase.class))).hasSize(1);
    assertThatTheLossCanStillBeJudged();
  }

  static class FailsAfterwardsTestCase {
    @RedisPersistenceTest(drills = DRILL)
    void passes(DrillResult result) {
      assertThat(result).passes();
    }

    @AfterEach
    void fail() {
      throw new IllegalStateException("as planned");
    }
  }

  @Test
  void staysIfAMethodAfterTheTestFails() {
    assertThat(Kit.failures(kit.run(FailsAfterwardsTestCase.class))).hasSize(1);
    assertThatTheLossCanStillBeJudged();
  }

  /** Registered before ours, so that it is asked after it. */
  static final class Late implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) {
      throw new IllegalStateException("as planned");
    }
  }

  @ExtendWith(Late.class)
  static class FailsLastTestCase {
    @RedisPersistenceTest(drills = DRILL)
    void passes(DrillResult result) {
      assertThat(result).passes();
    }
  }

  @Test
  void staysIfTheLastExtensionFails() {
    assertThat(Kit.failures(kit.run(FailsLastTestCase.class))).hasSize(1);
    assertThatTheLossCanStillBeJudged();
  }

  static class PassesTestCase {
    @RedisPersistenceTest(drills = DRILL)
    void passes(DrillResult result) {
      assertThat(RunDirectory.open(Path.of(result.runDirectory())).file("history.bin")).exists();
      assertThat(result).passes();
    }
  }

  @Test
  void goesIfTheTestPasses() {
    assertThat(Kit.failures(kit.run(PassesTestCase.class))).isEmpty();
    Path run = only(DRILL).path();
    assertThat(run.resolve("report.html")).exists();
    assertThat(run.resolve("history.bin")).doesNotExist();
    assertThat(run.resolve("survivors-1.bin")).doesNotExist();
    assertThat(run.resolve("files")).doesNotExist();
  }

  static class OneOfTwoTestCase {
    @RedisPersistenceTest(drills = {DRILL, "aof-always-container-kill"})
    void losesNothing(DrillResult result) {
      assertThat(result).losesNothing();
    }
  }

  @Test
  void staysForTheInvocationThatFailedAlone() {
    assertThat(Kit.failures(kit.run(OneOfTwoTestCase.class))).hasSize(1);
    assertThatTheLossCanStillBeJudged();
    assertThat(only("aof-always-container-kill").file("history.bin")).doesNotExist();
  }
}
