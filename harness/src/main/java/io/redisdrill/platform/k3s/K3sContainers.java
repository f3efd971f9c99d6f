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
import java.util.concurrent.CompletableFuture;
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
  private CompletableFuture<?> storeStarts = CompletableFuture.completedFuture(null);

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

  /** LocalStack is not waited for: only whoever needs it does, see {@link #store}. */
  private void startAll() {
    if (localstack != null) {
      storeStarts = Startables.deepStart(localstack);
    }
    try {
      k3s.start();
    } catch (RuntimeException e) {
      close();
      throw cannotStart("the cluster", k3s, "k3s needs a privileged container", e);
    }
  }

  private Optional<NodeContainer> store() {
    if (localstack == null) {
      return Optional.empty();
    }
    try {
      storeStarts.join();
    } catch (RuntimeException e) {
      throw cannotStart("the S3 beside the cluster", localstack, "a token may be missing", e);
    }
    return Optional.of(new NodeContainer(docker, localstack.getContainerId()));
  }

  private void awaitStore() {
    storeStarts.handle((started, failed) -> started).join();
  }

  private static DrillException cannotStart(
      String what, GenericContainer<?> container, String hint, RuntimeException e) {
    return new DrillException(
        "Cannot start " + what,
        "the container %s to come up".formatted(container.getDockerImageName()),
        rootCause(e),
        "Look at its log: %s.".formatted(hint),
        e);
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
        this::store,
        ports,
        settings.keep() ? this::awaitStore : this::close);
  }

  @Override
  public void close() {
    awaitStore();
    if (localstack != null) {
      localstack.stop();
    }
    k3s.stop();
    network.close();
  }
}
