package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.redisdrill.DrillException;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.containers.localstack.LocalStackContainer.Service;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** The containers of one cluster. */
final class K3sContainers implements AutoCloseable {
  private static final int ATTEMPTS = 2;
  private static final int SHOWN = 200;

  private final DockerClient docker;
  private final Network network;
  private final K3sContainer k3s;
  private final @Nullable LocalStackContainer localstack;
  private final NodePorts ports;

  private K3sContainers(K3sSettings settings, NodePorts ports) {
    this.docker = DockerClientFactory.instance().client();
    this.ports = ports;
    this.network =
        Network.builder()
            .createNetworkCmdModifier(cmd -> cmd.withLabels(labels(cmd.getLabels(), settings)))
            .build();
    this.k3s =
        labelled(
            new K3sContainer(image(settings, Role.K3S, "rancher/k3s"))
                .withStartupAttempts(ATTEMPTS)
                .withCreateContainerCmdModifier(cmd -> publish(cmd.getHostConfig())),
            settings,
            Role.K3S);
    // Testcontainers waits until each exposed port is published, and no other one is of use here.
    k3s.setExposedPorts(exposed(ports));
    this.localstack =
        settings.objectStore()
            ? labelled(
                new LocalStackContainer(image(settings, Role.LOCALSTACK, "localstack/localstack"))
                    .withServices(Service.S3, Service.STS),
                settings,
                Role.LOCALSTACK)
            : null;
  }

  /** Returns the container of Testcontainers as it is, but for the label by which it is found. */
  static K3sContainer bare(K3sSettings settings) {
    return new K3sContainer(image(settings, Role.K3S, "rancher/k3s"))
        .withLabels(OwnContainers.label());
  }

  private static List<Integer> exposed(NodePorts ports) {
    return Stream.concat(
            Stream.of(K3sContainer.KUBE_SECURE_PORT), ports.published().keySet().stream())
        .toList();
  }

  private static DockerImageName image(K3sSettings settings, Role role, String published) {
    return DockerImageName.parse(settings.images().of(role)).asCompatibleSubstituteFor(published);
  }

  private <T extends GenericContainer<T>> T labelled(T container, K3sSettings settings, Role role) {
    if (settings.keep()) {
      container.withCreateContainerCmdModifier(KeptClusters::spare);
    }
    return container
        .withNetwork(network)
        .withLabels(OwnContainers.label())
        .withLabels(KeptClusters.labels(settings, role));
  }

  private static Map<String, String> labels(
      @Nullable Map<String, String> others, K3sSettings settings) {
    var all = new HashMap<>(OwnContainers.label());
    all.putAll(KeptClusters.labels(settings, Role.K3S));
    if (others != null) {
      all.putAll(others);
    }
    return all;
  }

  /** The API server's port is fixed too, so that clients find it after a restart of the node. */
  private void publish(@Nullable HostConfig config) {
    if (config == null) {
      return;
    }
    List<PortBinding> bindings = new ArrayList<>();
    bindings.add(binding(K3sContainer.KUBE_SECURE_PORT, NodePorts.freePort()));
    ports.published().forEach((inside, outside) -> bindings.add(binding(inside, outside)));
    config.withPortBindings(bindings);
  }

  private static PortBinding binding(int inside, int outside) {
    return new PortBinding(Ports.Binding.bindPort(outside), ExposedPort.tcp(inside));
  }

  /** Starts them side by side. */
  static RunningContainers start(K3sSettings settings) {
    K3sContainers direct = new K3sContainers(settings, NodePorts.direct());
    direct.startAll();
    if (direct.reachable()) {
      return direct.running(settings);
    }
    direct.close();
    String host = DockerClientFactory.instance().dockerHostIpAddress();
    K3sContainers published = new K3sContainers(settings, NodePorts.published(host));
    published.startAll();
    published.reachable();
    return published.running(settings);
  }

  private void startAll() {
    try {
      Startables.deepStart(Stream.of(k3s, localstack).filter(c -> c != null)).join();
    } catch (RuntimeException e) {
      close();
      throw new DrillException(
          "Cannot start the cluster",
          "the containers %s to come up".formatted(k3s.getDockerImageName()),
          rootCause(e),
          "Look at their log; k3s needs a privileged container.",
          e);
    }
  }

  private static String rootCause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String line = String.valueOf(root.getMessage()).lines().findFirst().orElse("an error");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  private boolean reachable() {
    return ports.foundAt(NodePorts.addressOf(docker, k3s.getContainerId()));
  }

  /** Returns them as what they are now; only those that stay outlive its end. */
  private RunningContainers running(K3sSettings settings) {
    return new RunningContainers(
        new NodeContainer(docker, k3s.getContainerId()),
        Optional.ofNullable(localstack).map(c -> new NodeContainer(docker, c.getContainerId())),
        ports,
        settings.keep() ? () -> {} : this::close);
  }

  @Override
  public void close() {
    if (localstack != null) {
      localstack.stop();
    }
    k3s.stop();
    network.close();
  }
}
