package io.redisdrill.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.redisdrill.DrillException;

/** A server whose AOF is one file, where there is an image of it. */
public final class OldRedis {
  private static final String IMAGE = "redis:6.2";

  private OldRedis() {}

  /** Opens it, or gives the test up if it may be. */
  public static EmbeddedPlatform open() {
    try {
      return EmbeddedPlatform.ofImage(IMAGE);
    } catch (DrillException e) {
      assertThat(System.getProperty("redis-drill.containers", ""))
          .as("container tests are required, but cannot run: %s", e.getMessage())
          .isNotEqualTo("required");
      return abort(String.valueOf(e.getMessage()));
    }
  }
}
