package io.redisdrill.scenario.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.fault.NoFault;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.recovery.RestartInPlace;
import io.redisdrill.report.Reports;
import io.redisdrill.report.nightly.Merging;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightRun;
import io.redisdrill.run.Json;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import io.redisdrill.scenario.Stacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nights, small ones, on redis-server processes of this machine. */
class NightlyTest {
  private static final Catalogue CATALOGUE = Catalogue.builtIn();

  @TempDir Path directory;
  private final List<NightRun> told = new ArrayList<>();

  private static NightlyPlan plan(Duration budget) {
    return new NightlyPlan(
        List.of(),
        List.of(),
        List.of("aof-always-power-cut", "rdb-container-kill"),
        List.of("embedded"),
        2,
        budget,
        Duration.ofMillis(300),
        1);
  }

  private Night run(NightlyPlan plan, Shard shard, Path out) {
    return new Nightly(CATALOGUE, plan, shard, out, 1, told::add)
        .run(name -> EmbeddedPlatform.open());
  }

  @Test
  void runsEachCellAndKeepsEverything() throws Exception {
    Night night = run(plan(Duration.ofMinutes(3)), Shard.WHOLE, directory);
    Reports.night(directory, night, List.of());

    assertThat(night.verdict()).isEqualTo(Verdict.PASS);
    assertThat(night.controls()).contains("embedded control-no-fault");
    assertThat(night.cells()).hasSize(2).allMatch(cell -> cell.windows().size() == 2);
    assertThat(night.cells().get(0).windows()).containsExactly(0.0, 0.0);
    assertThat(night.cells().get(1).windows()).allMatch(window -> window > 100);
    assertThat(night.environment().stacks())
        .extracting("name")
        .containsExactly("aof-always", "rdb");
    assertThat(told)
        .extracting(NightRun::repetition)
        .as("first all cells once")
        .containsExactly(0, 0, 1, 1);
    for (NightRun run : night.runs()) {
      assertThat(directory.resolve(run.runDirectory()).resolve("report.html")).exists();
      assertThat(directory.resolve("nightly.html")).content().contains(run.runDirectory());
    }
    for (String file :
        List.of("nightly.json", "nightly.md", "junit.xml", "nightly.prom", "trend.csv")) {
      assertThat(directory.resolve(file)).isNotEmptyFile();
    }
  }

  @Test
  void whatIsNotRunInTimeIsUnknown() {
    long began = System.nanoTime();
    Night night = run(plan(Duration.ofMillis(1_500)), Shard.WHOLE, directory);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(1));
    assertThat(night.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(night.runs())
        .filteredOn(run -> run.verdict() == Verdict.UNKNOWN)
        .isNotEmpty()
        .allMatch(run -> run.why().startsWith("budget"));
  }

  @Test
  void aNightThatWasCutOffGoesOn() throws Exception {
    NightlyPlan plan = plan(Duration.ofMinutes(3));
    run(plan, Shard.WHOLE, directory);
    Path ledger = directory.resolve(Ledger.NAME);
    List<String> lines = Files.readAllLines(ledger);
    // As a process leaves it that dies while it writes the line of its third drill.
    Files.writeString(
        ledger, String.join("\n", lines.subList(0, 3)) + "\n" + lines.get(3).substring(0, 40));
    told.clear();

    Night night = run(plan, Shard.WHOLE, directory);

    assertThat(told).hasSize(2);
    assertThat(night.verdict()).isEqualTo(Verdict.PASS);
    assertThat(Json.line(night.started()))
        .isEqualTo(Json.MAPPER.readTree(lines.get(0)).path("started").toString());
    told.clear();
    assertThat(run(plan, Shard.WHOLE, directory).verdict()).isEqualTo(Verdict.PASS);
    assertThat(told).as("all are there").isEmpty();
    Reports.night(directory, night, List.of());
    assertThat(run(plan, Shard.WHOLE, directory).controls()).isEqualTo(night.controls());
    assertThatThrownBy(() -> run(NightlyPlan.standard(), Shard.WHOLE, directory))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("another plan");
  }

  @Test
  void whereAControlFailsNothingIsRunAndAllIsUnknown() {
    NamedDrill broken =
        new NamedDrill(
            "control-broken",
            "nothing goes wrong, and a loss is demanded",
            "",
            Stacks::aof,
            Workload.registers(),
            new NoFault(),
            new RestartInPlace(),
            false,
            Optional.empty(),
            true);
    Catalogue sabotaged =
        new Catalogue(
            Stream.concat(CATALOGUE.drills().stream(), Stream.of(broken)).toList(),
            CATALOGUE.faults(),
            CATALOGUE.trackRecord());

    Night night =
        new Nightly(sabotaged, plan(Duration.ofMinutes(3)), Shard.WHOLE, directory, 1, told::add)
            .run(name -> EmbeddedPlatform.open());

    assertThat(night.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(night.failedControls()).singleElement().asString().contains("control-broken");
    assertThat(told).isEmpty();
    assertThat(night.runs())
        .hasSize(4)
        .allMatch(run -> run.verdict() == Verdict.UNKNOWN && run.why().contains("control-broken"));
  }

  @Test
  void aPlatformThatCannotBeOpenedLeavesItsCellsUnknown() {
    Night night =
        new Nightly(CATALOGUE, plan(Duration.ofMinutes(3)), Shard.WHOLE, directory, 1, told::add)
            .run(
                name -> {
                  throw new DrillException("Cannot open it", "an engine", "none", "Start one.");
                });

    assertThat(night.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(night.runs()).hasSize(4).allMatch(run -> run.why().contains("expected an engine"));
  }

  @Test
  void shardsAreMergedIntoOneNight() {
    NightlyPlan plan = plan(Duration.ofMinutes(3));
    List<Path> parts = List.of(directory.resolve("one"), directory.resolve("two"));
    for (int i = 0; i < 2; i++) {
      Night part = run(plan, new Shard(i + 1, 2), parts.get(i));
      assertThat(part.cells()).hasSize(1);
      Reports.night(parts.get(i), part, List.of());
    }
    Path whole = directory.resolve("whole");

    Night night = Merging.of(whole, parts);

    assertThat(night.verdict()).isEqualTo(Verdict.PASS);
    assertThat(night.shard()).isEmpty();
    assertThat(night.runs())
        .hasSize(4)
        .allSatisfy(run -> assertThat(whole.resolve(run.runDirectory()).normalize()).exists());
    Night half = Merging.of(whole, parts.subList(0, 1));
    assertThat(half.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(half.shard()).hasValue("without 2/2");
    assertThatThrownBy(() -> Merging.of(whole, List.of(parts.get(0), parts.get(0).resolve("."))))
        .hasMessageContaining("in two");
    assertThatThrownBy(() -> new Nightly(CATALOGUE, plan, new Shard(3, 3), whole, 1, told::add))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("2 cells");
  }
}
