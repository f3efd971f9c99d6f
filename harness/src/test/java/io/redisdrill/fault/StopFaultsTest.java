package io.redisdrill.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.Verdict;
import io.redisdrill.load.Workload.Mix;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clean stops at a bad moment, and long ones. */
class StopFaultsTest {
  private static final Duration GRACE = Duration.ofSeconds(1);

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

  private static Stack slowChild(String microsecondsAKey) {
    return EmbeddedRedisFixture.stack("rdb").with("rdb-key-save-delay", microsecondsAKey);
  }

  @Test
  void aSigtermDuringTheFirstRewriteIsRefusedAndBecomesASigkill() {
    DrillResult result =
        drills.run(
            slowChild("20000"), EmbeddedDrills.BRIEF, new FirstRewrite(new PodDelete(GRACE)));
    assertThat(result.dataLoss().lost()).as("%s", result).isPositive();
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.fault().proof()).containsEntry("graceOver", true);
    assertThat(String.valueOf(result.fault().proof().get("redisSays"))).contains("can't exit");
  }

  /** The grace belongs to the configuration: one that is too short is a finding, with its cause. */
  @Test
  void aGraceThatIsShorterThanTheSaveLosesWithThatAsTheCause() {
    DrillResult result = drills.run(slowChild("20000"), EmbeddedDrills.BRIEF, new PodDelete(GRACE));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAIL);
    assertThat(result.dataLoss().lost()).isPositive();
    assertThat(result.dataLoss().unexplained()).isZero();
    assertThat(result.dataLoss().causes()).containsOnlyKeys("a SIGKILL at the end of the grace");
  }

  /** The same SIGTERM without an AOF that is being turned on. */
  @Test
  void otherwiseRedisSavesAndEnds() {
    DrillResult result =
        drills.run(slowChild("0"), EmbeddedDrills.BRIEF, new PodDelete(Duration.ofSeconds(20)));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
    assertThat(result.fault().proof()).containsEntry("graceOver", false);
  }

  @Test
  void whatExpiredMeanwhileIsNotLost() {
    DrillResult result =
        drills.run(
            EmbeddedRedisFixture.stack("aof"),
            EmbeddedDrills.BRIEF.mix(new Mix(1, 1, 0, 0, 0)).ttl(Duration.ofMillis(1_500)),
            new Outage(Duration.ofSeconds(2)));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().expired()).isPositive();
    assertThat(result.dataLoss().lost()).isZero();
  }

  @Test
  void aLongTimeToLiveOutlivesIt() {
    DrillResult result =
        drills.run(
            EmbeddedRedisFixture.stack("aof"),
            EmbeddedDrills.BRIEF.mix(new Mix(1, 1, 0, 0, 0)).ttl(Duration.ofMinutes(5)),
            new Outage(Duration.ofMillis(500)));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().expired()).isZero();
  }
}
