package io.redisdrill;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.NoFault;
import io.redisdrill.fault.PodDelete;
import io.redisdrill.fault.Restart;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.load.Plant;
import io.redisdrill.load.Workload;
import io.redisdrill.load.Workload.Mix;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrillRunnerTest {
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

  static Stack stack(String name) {
    return StackLoader.load(
        Path.of("../scenarios/src/main/resources/io/redisdrill/scenario/stacks", name));
  }

  private static Workload load(Duration lasting) {
    return Workload.registers()
        .writers(8)
        .lasting(lasting)
        .settle(Duration.ofMillis(100))
        .mix(Mix.ALL);
  }

  private static Drill.Builder drill(Stack stack, Fault fault) {
    return Drill.on(platform).stack(stack).workload(load(Duration.ofMillis(500))).fault(fault);
  }

  private static Verdict check(DrillResult result, String name) {
    return result.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "everysec", "no"})
  void aKilledAofLosesNothingUnderAnyFsyncPolicy(String fsync) {
    DrillResult result =
        runner.run(drill(stack("aof").with("appendfsync", fsync), new ContainerKill()).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
    assertThat(result.writes().acknowledged()).isGreaterThan(100);
    assertThat(result.fault().proof()).containsKey("platformSays");
    assertThat(result.secondRestart()).hasValue(new DrillResult.SecondRestart(0, 0));
  }

  @Test
  void aKilledRdbLosesEverythingSinceItsLastSaveAsItPromised() {
    DrillResult result = runner.run(drill(stack("rdb"), new ContainerKill()).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isPositive();
    assertThat(result.dataLoss().windowMillis()).isGreaterThan(300);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("no save was completed");
  }

  @Test
  void theSameLossFailsAStatedObjective() {
    DrillResult result =
        runner.run(drill(stack("rdb"), new ContainerKill()).rpo(Duration.ofMillis(100)).build());
    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.objectives().get(0).source()).isEqualTo("stated");
    assertThat(Path.of(result.runDirectory()).resolve("files")).isDirectory();
  }

  @Test
  void aLoadShorterThanTheObjectiveShowsNothing() {
    DrillResult result =
        runner.run(drill(stack("rdb"), new ContainerKill()).rpo(Duration.ofSeconds(5)).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.objectives().get(0).message()).contains("could not show");
  }

  @Test
  void anEndThatNobodyInjectedLeavesEverythingUnknown() {
    Fault twice =
        new Fault() {
          private final Fault kill = new ContainerKill();

          @Override
          public String name() {
            return kill.name();
          }

          @Override
          public io.redisdrill.fault.Severity severity() {
            return kill.severity();
          }

          @Override
          public java.util.Set<io.redisdrill.platform.Capability> needs() {
            return kill.needs();
          }

          @Override
          public io.redisdrill.fault.Injection inject(
              io.redisdrill.platform.RunningRedis redis, io.redisdrill.run.RunClock clock)
              throws InterruptedException {
            redis.kill(); // a fault that nobody reports
            return kill.inject(redis, clock);
          }
        };
    DrillResult result = runner.run(drill(stack("aof"), twice).build());
    assertThat(check(result, "no fault but the drill's own")).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void anRdbIsSavedWhenItsPodIsDeleted() {
    DrillResult result = runner.run(drill(stack("rdb"), new PodDelete()).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
  }

  @Test
  void nothingIsKeptWhereNothingIsPersisted() {
    DrillResult result =
        runner.run(
            drill(stack("rdb").with("save", ""), new Restart()).secondRestart(false).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("nothing is persisted");
  }

  @Test
  void theTimeToRecoverIsResolvedToTenMilliseconds() {
    DrillResult result =
        runner.run(drill(stack("aof"), new ContainerKill()).rto(Duration.ofSeconds(10)).build());
    assertThat(result.recoveryTime().orElseThrow().phases())
        .extracting(io.redisdrill.recovery.Phase::name)
        .startsWith("process gone", "process started", "accepting")
        .endsWith("loaded", "first correct read", "first acknowledged write");
    assertThat(result.recoveryTime().orElseThrow().totalMillis()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Plant.class)
  void findsEachPlantedDefect(Plant plant) {
    DrillResult result =
        runner.run(drill(stack("aof"), new NoFault()).plant(plant).secondRestart(false).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.objectives()).hasSize(1);
    assertThat(result.objectives().get(0).source()).isEqualTo("control");
  }

  @Test
  void losesNothingWhereNothingGoesWrong() {
    DrillResult result = runner.run(drill(stack("hybrid"), new NoFault()).build());
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().lost()).isZero();
  }

  @Test
  void tooLittleLoadShowsNothing() {
    Workload idle = load(Duration.ofMillis(100)).writers(1).pipeline(1).rate(5);
    DrillResult result =
        runner.run(drill(stack("aof"), new ContainerKill()).workload(idle).build());
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(check(result, "enough load")).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aRedisThatRefusesItsConfigurationIsNoFinding() {
    DrillResult result =
        runner.run(
            drill(stack("aof").with("appendfsync", "sometimes"), new ContainerKill()).build());
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem().orElseThrow()).contains("sometimes");
  }

  @Test
  void aFailedControlMakesEveryVerdictUnknown() {
    Calibration failed = new Calibration(List.of(), List.of("control-missing-key"));
    try (DrillRunner doubted = new DrillRunner(runs, event -> {}, Optional.of(failed))) {
      DrillResult result = doubted.run(drill(stack("aof"), new NoFault()).build());
      assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(check(result, "instrument calibrated")).isEqualTo(Verdict.UNKNOWN);
    }
  }

  @Test
  void anEvictionIsNotTakenForALoss() {
    Workload much = load(Duration.ofMillis(700)).keys(5_000).valueBytes(1_000).mix(Mix.SETS);
    DrillResult result =
        runner.run(
            drill(stack("aof").with("maxmemory", "10mb"), new ContainerKill())
                .workload(much)
                .build());
    assertThat(result.dataLoss().evicted()).as("%s", result).isPositive();
    assertThat(result.verdict()).isNotEqualTo(Verdict.PASS);
    assertThat(check(result, "nothing evicted")).isEqualTo(Verdict.UNKNOWN);
  }
}
