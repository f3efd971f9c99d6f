package io.redisdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of a container engine: without it the test is skipped, or fails. */
public final class Containers {
  private Containers() {}

  /** Goes on if there is nothing in the way, and fails if there must not be. */
  public static void require(String test, Optional<String> whyNot) {
    if (whyNot.isEmpty()) {
      return;
    }
    assertThat(System.getProperty("redis-drill.containers"))
        .as("container tests are required, but cannot run: %s", whyNot.get())
        .isNotEqualTo("required");
    System.out.printf("SKIPPED container tests of %s: %s%n", test, whyNot.get());
    Assumptions.abort(whyNot.get());
  }
}
