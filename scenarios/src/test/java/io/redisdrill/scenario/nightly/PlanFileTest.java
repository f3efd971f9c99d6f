package io.redisdrill.scenario.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.UsageException;
import io.redisdrill.run.Json;
import io.redisdrill.scenario.Catalogue;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {
  private static final Catalogue CATALOGUE = Catalogue.builtIn();

  @Test
  void theStandardPlanHasFortyDrillsAndMore() {
    NightlyPlan plan = NightlyPlan.standard();

    assertThat(plan.cells(CATALOGUE).size() * plan.repeat()).isGreaterThanOrEqualTo(40);
    assertThat(plan.budget()).isLessThanOrEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void readsAMatrixAndDrillsBesideIt() {
    NightlyPlan plan =
        PlanFile.parse(
            "plan.yaml",
            """
            stacks: [aof, hybrid]
            faults: [container-kill, power-cut]
            drills:
              - aof-always-power-cut
              - aof-always-power-cut
            repeat: 3
            budget: 2m
            """);

    assertThat(plan.cells(CATALOGUE))
        .extracting(PlannedCell::name)
        .containsExactly(
            "embedded/aof-container-kill",
            "embedded/aof-power-cut",
            "embedded/hybrid-container-kill",
            "embedded/hybrid-power-cut",
            "embedded/aof-always-power-cut");
    assertThat(plan.repeat()).isEqualTo(3);
    assertThat(plan.budget()).isEqualTo(Duration.ofMinutes(2));
    assertThat(plan.load()).isEqualTo(NightlyPlan.standard().load());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "drills: [rdb-restrt]                       | rdb-restart",
        "{stacks: [aof], faults: [power-cat]}       | power-cut",
        "{stacks: [nowhere], faults: [power-cut]}   | nowhere",
        "stacks: [aof]                              | stacks without a fault",
        "faults: [power-cut]                        | faults without a stack",
        "repeat: 3                                  | it names nothing",
        "drills: []                                 | it names nothing",
        "{drills: [rdb-restart], platforms: []}     | at least one",
        "{drills: [rdb-restart], repeat: 0}         | found 0",
        "{drills: [rdb-restart], repeat: many}      | a whole number",
        "{drills: [rdb-restart], budget: soon}      | such as 500ms",
        "{drills: [rdb-restart], budget: 0s}        | above 0",
        "{drills: [rdb-restart], colour: red}       | one of budget, drills",
        "drills: rdb-restart                        | a list of names",
        "drills: [1]                                | a name, found 1",
        "drills: [rdb-restart                       | valid YAML",
        "just words                                 | fields such as drills",
        "{drills: [rdb-restart], drills: [a]}       | Duplicate"
      })
  void refusesWhatNoPlanCanSay(String text, String message) {
    assertThatThrownBy(() -> PlanFile.parse("plan.yaml", text).cells(CATALOGUE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected")
        .hasMessageContaining("found")
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> PlanFile.read(Path.of("nowhere.yaml")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nowhere.yaml");
  }

  @Test
  void thePlanOfTheDocumentationReads() throws Exception {
    String page = Files.readString(Path.of("../docs/nightly.md"));
    String text = page.substring(page.indexOf("```yaml") + "```yaml".length());

    NightlyPlan plan = PlanFile.parse("docs", text.substring(0, text.indexOf("```")));

    assertThat(plan.stacks()).containsExactly("aof", "./deploy/redis");
    assertThat(plan.repeat()).isEqualTo(NightlyPlan.standard().repeat());
    assertThat(plan.budget()).isEqualTo(NightlyPlan.standard().budget());
    assertThat(plan.load()).isEqualTo(NightlyPlan.standard().load());
  }

  @Test
  void theSchemaNamesTheFieldsThatAreRead() throws Exception {
    try (InputStream in = PlanFile.class.getResourceAsStream(PlanFile.SCHEMA)) {
      JsonNode schema = Json.MAPPER.readTree(in);
      assertThat(schema.path("properties").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrderElementsOf(PlanFile.FIELDS);
    }
  }

  @Test
  void theShardsOfAMatrixAreAllOfIt() {
    List<Integer> all = List.of(1, 2, 3, 4, 5);

    assertThat(Shard.parse("1/2").of(all)).containsExactly(1, 3, 5);
    assertThat(Shard.parse("2/2").of(all)).containsExactly(2, 4);
    assertThat(Shard.WHOLE.of(all)).isEqualTo(all);
    for (String wrong : List.of("0/2", "3/2", "1", "a/b", "1/0")) {
      assertThatThrownBy(() -> Shard.parse(wrong))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(wrong);
    }
  }
}
