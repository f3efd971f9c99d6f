package io.redisdrill.platform.kubernetes;

import io.redisdrill.run.EventLog;
import java.util.Map;
import java.util.Optional;

/**
 * Records what is changed in the manifests, so that a report lists it.
 *
 * @param events of the run
 */
record Adaptations(EventLog events) {
  /** The type of their events. */
  static final String TYPE = "adaptation";

  void record(String object, String field, Optional<String> from, String to, String because) {
    events.record(
        TYPE,
        Map.of(
            "object",
            object,
            "field",
            field,
            "from",
            from.orElse("(nothing)"),
            "to",
            to,
            "because",
            because));
  }
}
