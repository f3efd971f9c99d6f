package io.redisdrill.platform.kubernetes;

import io.redisdrill.run.EventLog;
import io.redisdrill.stack.Applying;
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

  private static final String EVERY = "every object";

  /** Records what the stack itself asks for. */
  void record(Applying how) {
    String asked = "the stack is drilled in this way";
    if (!how.strict()) {
      record(EVERY, "unknown fields", Optional.of("refused"), "dropped without a word", asked);
    }
    if (!how.fitted()) {
      record(EVERY, "sizes and requests", Optional.of("fitted"), "as they are written", asked);
    }
    if (!how.passwordEnd().isEmpty()) {
      String to = "one that ends with " + how.passwordEnd();
      record("Secret", "password", Optional.of("one that needs no quoting"), to, asked);
    }
  }

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
