package io.redisdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.scenario.table.EngineMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each defect is shown by its drill, and by no sound drill. */
class TrackRecordTest {
  private static final Pattern ROW = Pattern.compile("\\S \\| `([a-z0-9-]+)` \\|");
  private static final Pattern CELLS = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");

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

  static List<String> names() {
    return TrackRecord.builtIn().drills().stream()
        .filter(drill -> drill.runsOn(platform))
        .map(NamedDrill::name)
        .toList();
  }

  private DrillResult run(String name) {
    try (DrillRunner runner = new DrillRunner(runs)) {
      NamedDrill drill = Catalogue.builtIn().drill(name);
      Workload brief = drill.workload().writers(8).lasting(Duration.ofMillis(500));
      return runner.run(
          drill.on(platform).workload(brief).recoveryLimit(Duration.ofSeconds(10)).build());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void isShown(String name) {
    Defect defect = TrackRecord.builtIn().of(name).orElseThrow();
    DrillResult result = run(name);
    assertThat(defect.shown().apply(result))
        .as("%s: %s %s", result.verdict(), result.problem(), result.objectives())
        .isPresent();
  }

  @Test
  void aSoundBackupShowsNoneOfThem() {
    DrillResult sound = run("hybrid-volume-lost-restore");
    assertThat(TrackRecord.builtIn().defects())
        .allSatisfy(defect -> assertThat(defect.shown().apply(sound)).isEmpty());
  }

  private static List<String> onThePage(Pattern drill) throws IOException {
    String page = Files.readString(Path.of("../docs/track-record.md"));
    return drill.matcher(page).results().map(name -> name.group(1)).toList();
  }

  private static List<String> namesOf(List<NamedDrill> drills) {
    return drills.stream().map(NamedDrill::name).toList();
  }

  @Test
  void thePageHasARowForEachDefectAndForNoOther() throws IOException {
    assertThat(onThePage(ROW))
        .containsExactlyInAnyOrderElementsOf(namesOf(TrackRecord.builtIn().drills()));
  }

  @Test
  void itsMatrixHasARowForEachDrillOnAnEngine() throws IOException {
    EngineMatrix matrix = new EngineMatrix(Catalogue.builtIn(), 1);
    assertThat(onThePage(CELLS)).containsExactlyElementsOf(namesOf(matrix.drills(platform)));
  }
}
