package io.redisdrill.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What redis-check-aof --fix makes of a damaged AOF. */
class RepairedTest {
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

  private static double size(DrillResult result, String name) {
    return result.fault().proof().get(name) instanceof Number bytes ? bytes.doubleValue() : 0;
  }

  @Test
  void oneByteAtTenPercentCostsTheOtherNinety() {
    Fault damage = CorruptFile.byteAt(Target.INCREMENT, Place.commandAt(10));
    DrillResult result = drills.run("aof", new Repaired(damage));
    assertThat(result.problem()).isEmpty();
    assertThat(EmbeddedDrills.check(result, "fault took effect")).isEqualTo(Verdict.PASS);
    assertThat(size(result, "bytesAfterRepair") / size(result, "bytesBeforeRepair"))
        .isBetween(0.09, 0.11);
    assertThat(result.dataLoss().lost()).isPositive();
    assertThat(result.secondRestart()).hasValue(new DrillResult.SecondRestart(0, 0));
    assertThat(String.valueOf(result.fault().proof().get("refusal"))).contains("Bad file format");
  }

  /** Where the damage is the end, the repair costs nothing but that. */
  @Test
  void aZeroTailIsCutOffAndNothingIsLost() {
    DrillResult result =
        drills.run("aof", new Repaired(CorruptFile.zeroTail(Target.INCREMENT, 4096)));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
    assertThat(size(result, "bytesBeforeRepair") - size(result, "bytesAfterRepair"))
        .isEqualTo(4096);
  }

  @Test
  void whatRedisLoadsAllTheSameNeedsNoRepair() {
    DrillResult result = drills.run("aof", new Repaired(new DropFile(Target.MANIFEST)));
    assertThat(EmbeddedDrills.check(result, "fault took effect")).isEqualTo(Verdict.UNKNOWN);
    assertThat(String.valueOf(result.fault().proof().get("because"))).contains("no repair");
  }
}
