package io.redisdrill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownSettingsTest {
  private static Settings.Source source(String origin, Map<String, String> values) {
    return new Settings.Source(name -> origin, name -> Optional.ofNullable(values.get(name)));
  }

  @Test
  void eachStandsWithThePlaceThatWins() {
    Settings settings =
        new Settings(
            List.of(
                source("first", Map.of("redis-drill.load", "2s")),
                source("second", Map.of("redis-drill.load", "3s", "redis-drill.runs", "here"))));
    assertThat(KnownSettings.inForce(settings))
        .containsExactly(
            new Setting("redis-drill.load", "2s", "first"),
            new Setting("redis-drill.runs", "here", "second"));
  }

  @Test
  void aMistypedNameIsFound() {
    assertThat(
            KnownSettings.unknown(
                Set.of("redis-drill.laod", "redis-drill.load", "java.home"),
                Set.of("REDIS_DRILL_IMAGE_K3", "REDIS_DRILL_IMAGE_K3S", "HOME")))
        .containsExactly(
            "environment variable REDIS_DRILL_IMAGE_K3", "system property redis-drill.laod");
  }
}
