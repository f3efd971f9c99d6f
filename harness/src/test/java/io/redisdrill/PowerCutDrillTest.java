package io.redisdrill;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.fault.FailingDisk;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.HungDisk;
import io.redisdrill.fault.Injection;
import io.redisdrill.fault.LyingDisk;
import io.redisdrill.fault.PowerCut;
import io.redisdrill.fault.Repetition;
import io.redisdrill.fault.Severity;
import io.redisdrill.fault.SlowDisk;
import io.redisdrill.fault.TamperedCut;
import io.redisdrill.judge.Judge;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a loss of power, and a disk that misbehaves, cost under each fsync policy. */
class PowerCutDrillTest {
  private static EmbeddedPlatform platform;

  @TempDir Path runs;
  private DrillRunner runner;

  @BeforeAll
  static void open() {
    platform = EmbeddedPlatform.open();
    Optional<String> why = platform.unavailable(Capability.WATCHED_DISK);
    Assumptions.assumeTrue(why.isEmpty(), () -> why.orElse(""));
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

  private static Stack aof(String fsync) {
    return DrillRunnerTest.stack("aof").with("appendfsync", fsync);
  }

  private static Drill.Builder drill(Stack stack, Fault fault) {
    return Drill.on(platform).stack(stack).workload(lasting(700)).fault(fault);
  }

  private static Workload lasting(long millis) {
    return Workload.registers()
        .writers(8)
        .lasting(Duration.ofMillis(millis))
        .settle(Duration.ofMillis(100));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whatWasSyncedBeforeItWasAcknowledgedIsKept(int index) {
    PowerCut cut = new PowerCut().during(PowerCut.During.BY_TURNS).in(new Repetition(index, 4, 1));
    DrillResult result = runner.run(drill(aof("always"), cut).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
    assertThat(result.fault().proof()).containsEntry("sound", true);
    double phase = (double) result.fault().proof().getOrDefault("phaseMillis", -1.0);
    assertThat(phase / 1_000).isCloseTo(cut.phase().orElseThrow(), within(0.12));
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void everysecLosesLessThanItsPromise() {
    DrillResult result =
        runner.run(drill(aof("everysec"), new PowerCut()).workload(lasting(2_300)).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().unexplained()).isZero();
    assertThat(result.dataLoss().windowMillis()).isLessThanOrEqualTo(2_000);
    assertThat(result.objectives().get(0).limit()).isEqualTo("PT2S");
  }

  @Test
  void withoutSyncsEverythingIsLostAndTheCauseIsNamed() {
    DrillResult result = runner.run(drill(aof("no"), new PowerCut()).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isPositive();
    assertThat(result.dataLoss().causes()).containsOnlyKeys("un-synced tail");
    long dropped = ((Number) result.fault().proof().getOrDefault("bytesDropped", 0)).longValue();
    assertThat(dropped).isPositive();
  }

  /** Redis 7.0 syncs its files, not the directory that names them. */
  @Test
  void whereNamesAreKeptOnlyWithTheirDirectoryTheNameIsTheCause() {
    PowerCut cut = new PowerCut().with(MetadataModel.POSIX);
    DrillResult result = runner.run(drill(aof("always"), cut).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAIL);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("un-synced name of a file");
    assertThat(result.dataLoss().unexplained()).isZero();
  }

  @Test
  void aControlThatMustLosePassesOnlyWithALoss() throws IOException {
    DrillResult lost = runner.run(drill(aof("no"), new PowerCut()).mustLose(true).build());
    assertThat(lost.verdict()).as("%s", lost).isEqualTo(Verdict.PASS);
    DrillResult kept = runner.run(drill(aof("always"), new PowerCut()).mustLose(true).build());
    assertThat(kept.verdict()).as("%s", kept).isEqualTo(Verdict.FAIL);
    DrillResult doubted = judgeAgain(kept, "\"sound\":true", "\"sound\":false");
    assertThat(doubted.verdict()).as("%s", doubted).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aDiskThatLiesTakesAlwaysWithIt() {
    Fault fault = new LyingDisk(Duration.ofMillis(300), Optional.of(new PowerCut()));
    DrillResult result = runner.run(drill(aof("always"), fault).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAIL);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("un-synced tail");
    assertThat(result.fault().name()).isEqualTo("lying-disk-power-cut");
  }

  /** What the cut rests on was changed by somebody: nothing may be judged by it. */
  private record AfterTampering(PowerCut cut) implements Fault {
    @Override
    public String name() {
      return cut.name();
    }

    @Override
    public Severity severity() {
      return cut.severity();
    }

    @Override
    public Set<Capability> needs() {
      return cut.needs();
    }

    @Override
    public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
      redis.disk().tamper();
      return cut.inject(redis, clock);
    }
  }

  @Test
  void aCutByARecordThatWasTamperedWithShowsNothing() {
    DrillResult result = runner.run(drill(aof("no"), new AfterTampering(new PowerCut())).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.checks())
        .filteredOn(check -> check.verdict() != Verdict.PASS)
        .singleElement()
        .satisfies(check -> assertThat(check.name()).isEqualTo("fault took effect"))
        .satisfies(check -> assertThat(check.message()).contains("changed by somebody else"));
    assertThat(result.fault().proof())
        .containsEntry("applied", false)
        .containsEntry("sound", false);
    assertThat(result.dataLoss().lost()).as("the data were left alone").isZero();
  }

  @Test
  void aControlShowsThatTamperingIsFoundOut() {
    DrillResult result = runner.run(drill(aof("always"), new TamperedCut()).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.fault().proof()).containsEntry("foundOut", true);
  }

  /** The record of a real run, in which the cut is then said to have failed half-way. */
  @Test
  void aCutThatFailedHalfWayIsNotHeldAgainstRedis() throws IOException {
    Fault fault = new LyingDisk(Duration.ofMillis(300), Optional.of(new PowerCut()));
    DrillResult lost = runner.run(drill(aof("always"), fault).build());
    assertThat(lost.verdict()).as("%s", lost).isEqualTo(Verdict.FAIL);
    DrillResult halfDone = judgeAgain(lost, "\"sound\":true", "\"sound\":false");
    assertThat(halfDone.verdict()).as("%s", halfDone).isEqualTo(Verdict.UNKNOWN);
    assertThat(halfDone.objectives().get(0).message()).contains("failed half-way");
    // One that touched nothing took nothing: what is lost then has no excuse.
    DrillResult untouched = judgeAgain(lost, "\"applied\":true", "\"applied\":false");
    assertThat(untouched.verdict()).as("%s", untouched).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aCutThatIsInDoubtExcusesNoLoss() throws IOException {
    DrillResult lost = runner.run(drill(aof("everysec"), new PowerCut()).build());
    assertThat(lost.dataLoss().lost()).as("%s", lost).isPositive();
    judgeAgain(lost, "\"sound\":true", "\"sound\":false");
    DrillResult untouched = judgeAgain(lost, "\"applied\":true", "\"applied\":false");
    assertThat(untouched.objectives().get(0).limit()).isEqualTo("PT0S");
    assertThat(untouched.verdict()).as("%s", untouched).isEqualTo(Verdict.FAIL);
  }

  private static DrillResult judgeAgain(DrillResult result, String was, String is)
      throws IOException {
    Path events = Path.of(result.runDirectory(), "events.jsonl");
    String text = Files.readString(events);
    assertThat(text).contains(was);
    List<String> lines =
        text.lines()
            .map(
                line ->
                    line.contains(was)
                        ? line.replace(was, is)
                            .replace("\"tookEffect\":true", "\"tookEffect\":false")
                        : line)
            .toList();
    Files.write(events, lines);
    return Judge.judge(RunDirectory.open(Path.of(result.runDirectory())));
  }

  @Test
  void everysecOnASlowDiskLosesMoreThanItsPromise() {
    Fault fault =
        new SlowDisk(
            Duration.ofMillis(2_500), Duration.ofMillis(4_000), Optional.of(new PowerCut()));
    DrillResult result = runner.run(drill(aof("everysec"), fault).build());
    assertThat(result.dataLoss().windowMillis()).as("%s", result).isGreaterThan(2_000);
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aHungDiskIsWaitedFor() {
    Fault fault = new HungDisk(Duration.ofMillis(1_500), Optional.empty());
    DrillResult result = runner.run(drill(aof("everysec"), fault).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.recoveryTime()).isPresent();
  }

  /** Redis 7.0.15 never syncs again after one failure, and so never takes writes again. */
  @Test
  void afterAFailedFsyncEverysecRefusesWritesForGood() {
    Fault fault = new FailingDisk(Duration.ofMillis(2_500), Optional.empty());
    DrillResult result =
        runner.run(drill(aof("everysec"), fault).recoveryLimit(Duration.ofSeconds(8)).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAIL);
    assertThat(result.problem()).hasValueSatisfying(why -> assertThat(why).contains("MISCONF"));
  }
}
