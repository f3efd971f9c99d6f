package io.redisdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.UsageException;
import io.redisdrill.load.Plant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
  private final Catalogue catalogue = Catalogue.builtIn();

  @Test
  void eachNameIsUniqueAndInKebabCaseAndFound() {
    assertThat(catalogue.drills()).extracting(NamedDrill::name).doesNotHaveDuplicates();
    for (NamedDrill drill : catalogue.drills()) {
      assertThat(drill.name()).matches("[a-z]+(-[a-z]+)+");
      assertThat(catalogue.drill(drill.name())).isSameAs(drill);
      assertThat(drill.shows()).endsWith(".");
    }
  }

  @Test
  void aNameSaysStackFsyncFaultAndRecovery() {
    for (NamedDrill drill : catalogue.drills()) {
      if (!drill.control()) {
        assertThat(drill.name())
            .startsWith(drill.stack().get().name())
            .matches(".*-" + drill.fault().name() + "(-[a-z-]+)?");
      }
    }
    assertThat(catalogue.drill("aof-no-restart").stack().get().conf().get("appendfsync"))
        .contains("no");
  }

  @Test
  void thereIsAControlForNoFaultAndForEachDefect() {
    assertThat(catalogue.controls()).hasSize(1 + Plant.values().length + 4);
    assertThat(catalogue.controls().get(0).name()).isEqualTo("control-no-fault");
    assertThat(catalogue.controls().stream().flatMap(control -> control.plant().stream()))
        .containsExactly(Plant.values());
  }

  @ParameterizedTest
  @CsvSource({
    "aof-evrysec-container-kil, aof-everysec-container-kill",
    "rdb-kill, rdb-pod-delete",
    "control-nofault, control-no-fault",
    "RDB-Restart, rdb-restart"
  })
  void suggestsTheNearestName(String typed, String meant) {
    assertThatThrownBy(() -> catalogue.drill(typed))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'" + typed + "'")
        .hasMessageContaining(meant);
  }

  @Test
  void suggestsAFault() {
    assertThatThrownBy(() -> catalogue.fault("pod-kill"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("pod-delete");
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "a, '', 1", "kitten, sitting, 3", "abc, abc, 0", "ab, ba, 2"})
  void countsEdits(String a, String b, int edits) {
    assertThat(Nearest.distance(a, b)).isEqualTo(edits);
    assertThat(Nearest.distance(b, a)).isEqualTo(edits);
  }
}
