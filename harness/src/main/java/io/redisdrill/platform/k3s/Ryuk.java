package io.redisdrill.platform.k3s;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
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
  private static final String USUAL_ENGINE = "unix:///var/run/docker.sock";

  private Ryuk() {}

  /** Returns why it cannot run although it should, with what to do, or nothing. */
  static Optional<String> missing() {
    if (Boolean.parseBoolean(System.getenv(DISABLED))) {
      return Optional.empty();
    }
    String image =
        TestcontainersConfiguration.getInstance().getEnvVarOrProperty(IMAGE_SETTING, IMAGE);
    return lacks(image)
        ? Optional.of(
            ("the Docker engine has no image %s, which removes what a killed run leaves:"
                    + " pull it, or set %s=true")
                .formatted(image, DISABLED))
        : Optional.empty();
  }

  /** An engine that is not reached by a local socket is left to Testcontainers. */
  private static boolean lacks(String image) {
    URI engine = URI.create(Optional.ofNullable(System.getenv("DOCKER_HOST")).orElse(USUAL_ENGINE));
    if (!"unix".equals(engine.getScheme())) {
      return false;
    }
    String request = "GET /images/%s/json HTTP/1.0\r\nHost: docker\r\n\r\n".formatted(image);
    try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(engine.getPath()))) {
      socket.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(64);
      int read = socket.read(answer);
      return read > 0 && new String(answer.array(), 0, read, US_ASCII).contains(" 404 ");
    } catch (IOException e) {
      return false;
    }
  }
}
