package io.redisdrill.platform.k3s;

import java.util.Optional;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * The container with which Testcontainers removes what a JVM left behind. It is started as soon as
 * anything asks Testcontainers for a client, and where its image can be neither found nor pulled,
 * that takes seven minutes to fail: so the engine is asked first, without Testcontainers.
 */
final class Ryuk {
  private static final String DISABLED = "TESTCONTAINERS_RYUK_DISABLED";
  private static final String IMAGE_SETTING = "ryuk.container.image";
  private static final String IMAGE = "testcontainers/ryuk:0.12.0";

  private Ryuk() {}

  /** Returns why it cannot run although it should, with what to do, or nothing. */
  static Optional<String> missing() {
    if (Boolean.parseBoolean(System.getenv(DISABLED))) {
      return Optional.empty();
    }
    String image =
        TestcontainersConfiguration.getInstance().getEnvVarOrProperty(IMAGE_SETTING, IMAGE);
    return EngineSocket.ofEnvironment().lacks(image)
        ? Optional.of(
            ("the Docker engine has no image %s, which removes what a killed run leaves:"
                    + " pull it, or set %s=true")
                .formatted(image, DISABLED))
        : Optional.empty();
  }
}
