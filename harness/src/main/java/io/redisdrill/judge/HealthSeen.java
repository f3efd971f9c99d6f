package io.redisdrill.judge;

import io.redisdrill.redis.PersistenceHealth;
import io.redisdrill.run.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The warnings about persistence that the samples of a run contain, each kind once. */
final class HealthSeen {
  private static final double NANOS_PER_MILLI = 1e6;

  private HealthSeen() {}

  static List<HealthWarning> in(RunEvents events) {
    Map<String, HealthWarning> seen = new LinkedHashMap<>();
    Map<String, String> config = events.config();
    events.all(RunEvents.INFO).forEach(sample -> add(sample, config, seen));
    return List.copyOf(seen.values());
  }

  private static void add(
      Event sample, Map<String, String> config, Map<String, HealthWarning> seen) {
    double at = sample.at() / NANOS_PER_MILLI;
    for (PersistenceHealth.Warning warning :
        PersistenceHealth.of(RunEvents.strings(sample), config).warnings()) {
      seen.merge(
          warning.kind(),
          new HealthWarning(warning.kind(), warning.message(), at, at, 1),
          (old, now) ->
              new HealthWarning(
                  old.kind(), now.message(), old.fromMillis(), at, old.samples() + 1));
    }
  }
}
