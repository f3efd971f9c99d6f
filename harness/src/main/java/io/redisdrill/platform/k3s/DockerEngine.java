package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.DockerClient;
import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether the Docker engine can carry a cluster. */
final class DockerEngine {
  private DockerEngine() {}

  /**
   * Returns why no container can be started, in a sentence. To be asked before any container is
   * constructed: in a container, the constructor of K3sContainer asks for the address of the host,
   * and fails with a NullPointerException when no client was made before.
   */
  static Optional<String> unavailable() {
    Optional<String> wrongHost =
        EngineSocket.chosen().flatMap(host -> new EngineSocket(host).problem());
    if (wrongHost.isPresent()) {
      return wrongHost.map(why -> why + ", which DOCKER_HOST names");
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of("no Docker engine answers");
    }
    Optional<String> noRyuk = Ryuk.missing();
    if (noRyuk.isEmpty()) {
      DockerClientFactory.instance().client();
    }
    return noRyuk;
  }

  static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  /** Returns the images without which nothing starts, in the order in which they are needed. */
  static Stream<Role> needed(K3sSettings settings) {
    return settings.objectStore()
        ? Stream.of(Role.K3S, Role.LOCALSTACK, Role.REDIS)
        : Stream.of(Role.K3S, Role.REDIS);
  }

  static DockerImages images(K3sSettings settings) {
    return new DockerImages(client(), settings.pull(), settings.pullLimit());
  }

  /** Throws if an image is neither here nor to be had. */
  static void requireImages(K3sSettings settings) {
    DockerImages images = images(settings);
    ImageNames names = settings.images();
    needed(settings).forEach(role -> images.require(names.of(role), ImageNames.settingOf(role)));
  }
}
