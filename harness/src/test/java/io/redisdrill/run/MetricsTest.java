package io.redisdrill.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final String TEXT =
      """
      # HELP redis_up Information about the Redis instance
      # TYPE redis_up gauge
      redis_up 1
      redis_memory_used_bytes 1.048576e+06
      redis_aof_current_size_bytes 100 1700000000000
      redis_db_keys{db="db0"} 7
      redis_broken
      redis_not_a_number NaN
      """;

  @Test
  void takesWhatIsWantedAndInventsNothing() {
    Metrics metrics =
        Metrics.parse(
            TEXT,
            List.of(
                "redis_up",
                "redis_memory_used_bytes",
                "redis_aof_current_size_bytes",
                "redis_db_keys",
                "redis_broken",
                "redis_not_a_number",
                "redis_absent"));
    assertThat(metrics.values())
        .containsOnlyKeys("redis_up", "redis_memory_used_bytes", "redis_aof_current_size_bytes")
        .containsEntry("redis_memory_used_bytes", 1_048_576.0)
        .containsEntry("redis_aof_current_size_bytes", 100.0);
    assertThat(metrics.missing()).isEmpty();
  }

  @Test
  void saysThatThereIsNothing() {
    assertThat(Metrics.parse("<html>502</html>", List.of("redis_up")).missing()).isPresent();
  }
}
