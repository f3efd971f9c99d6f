package io.redisdrill.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.UsageException;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import io.redisdrill.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageNamesTest {
  private static ImageNames names(Map<String, String> properties, Map<String, String> environment) {
    return ImageNames.of(
        new Settings(List.of(source("property", properties), source("environment", environment))));
  }

  private static Settings.Source source(String origin, Map<String, String> values) {
    return new Settings.Source(name -> origin, name -> Optional.ofNullable(values.get(name)));
  }

  @Test
  void takesTheFirstPlaceThatNamesOneElseThePublicImage() {
    ImageNames names =
        names(
            Map.of("redis-drill.image.redis-exporter", "mirror/exporter:1"),
            Map.of(
                "redis-drill.image.redis-exporter",
                "other:1",
                "redis-drill.image.k3s",
                "mirror/k3s:1"));
    assertThat(names.of(Role.REDIS_EXPORTER)).isEqualTo("mirror/exporter:1");
    assertThat(names.of(Role.K3S)).isEqualTo("mirror/k3s:1");
    assertThat(names.of(Role.LOCALSTACK)).isEqualTo("localstack/localstack:4.14.0");
  }

  @Test
  void replacesToolsByNameButRedisByVersionOnly() {
    ImageNames names =
        names(
            Map.of(
                "redis-drill.image.redis",
                "mirror/redis:7.0-alpine",
                "redis-drill.image.redis-exporter",
                "mirror/exporter:1"),
            Map.of());
    assertThat(names.replacementOf("redis:7.0-alpine")).isEqualTo("mirror/redis:7.0-alpine");
    assertThat(names.replacementOf("redis:7.4")).isEqualTo("redis:7.4");
    assertThat(names.replacementOf("oliver006/redis_exporter:latest"))
        .isEqualTo("mirror/exporter:1");
    assertThat(names.replacementOf("docker.io/oliver006/redis_exporter"))
        .isEqualTo("mirror/exporter:1");
    assertThat(names.replacementOf("example.com/app:1")).isEqualTo("example.com/app:1");
  }

  @Test
  void refusesWhatIsNoName() {
    assertThatThrownBy(() -> names(Map.of("redis-drill.image.k3s", "a b"), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("(property)");
  }
}
