package io.redisdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.fault.NoFault;
import io.redisdrill.judge.RunEvents.Calibration;
import io.redisdrill.load.Plant;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratorTest {
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

  @Test
  void theControlsPassAndLeaveNothing() throws IOException {
    List<String> begun = new ArrayList<>();
    List<NamedDrill> controls = Catalogue.builtIn().controls();

    Calibration calibration =
        new Calibrator(runs, controls).calibrate(platform, control -> begun.add(control.name()));

    assertThat(calibration.failed()).isEmpty();
    assertThat(calibration.passed()).containsExactlyElementsOf(begun).hasSameSizeAs(controls);
    assertThat(list(runs)).isEmpty();
  }

  /** Without deletes in the mix nothing can be resurrected: this control shows nothing. */
  @Test
  void aControlThatDoesNotShowItsDefectMakesEveryVerdictUnknown() throws IOException {
    NamedDrill broken =
        new NamedDrill(
            "control-broken",
            "",
            "",
            Stacks::aof,
            Workload.registers(),
            new NoFault(),
            false,
            Optional.of(Plant.RESURRECTED_KEY));
    Calibration calibration =
        new Calibrator(runs, List.of(broken)).calibrate(platform, control -> {});

    assertThat(calibration.passed()).isEmpty();
    assertThat(calibration.failed()).singleElement().asString().startsWith("control-broken (");
    Path kept = list(runs).get(0);
    assertThat(calibration.failed().get(0)).contains(kept.toString());
    assertThat(new RunDirectory(kept).readJson("result.json").orElseThrow().at("/runDirectory"))
        .hasToString('"' + kept.toString() + '"');

    try (DrillRunner runner = new DrillRunner(runs, event -> {}, Optional.of(calibration))) {
      DrillResult result =
          runner.run(
              Catalogue.builtIn()
                  .drill("aof-everysec-container-kill")
                  .on(platform)
                  .workload(Workload.registers().writers(8).lasting(Duration.ofMillis(300)))
                  .build());
      assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(result.checks())
          .filteredOn(check -> check.verdict() != Verdict.PASS)
          .extracting(check -> check.name())
          .contains("instrument calibrated");
    }
  }

  /** A part of the controls must not count as all of them. */
  @Test
  void whatAnInterruptionKeptFromRunningHasNotPassed() throws IOException {
    List<NamedDrill> controls = Catalogue.builtIn().controls();
    Calibration calibration;
    try {
      calibration =
          new Calibrator(runs, controls)
              .calibrate(
                  platform,
                  control -> {
                    if (control.name().equals(controls.get(1).name())) {
                      Thread.currentThread().interrupt();
                    }
                  });
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(calibration.passed()).containsExactly(controls.get(0).name());
    assertThat(calibration.failed())
        .hasSize(controls.size() - 1)
        .startsWith(controls.get(1).name() + " (broken off)")
        .endsWith(controls.get(controls.size() - 1).name() + " (not run)");
    assertThat(list(runs)).isEmpty();
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> !Files.isSymbolicLink(path)).toList();
    }
  }
}
