package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;

/**
 * Clusters that stay when their JVM ends, so that the next one can use them. They are told apart by
 * the images that they run.
 */
final class KeptClusters {
  /** Says that a container stays, and what it was started for. */
  static final String KEPT = "io.redis-drill.kept";

  private static final String ROLE = "io.redis-drill.role";
  private static final String SESSION = "org.testcontainers.sessionId";

  private KeptClusters() {}

  /** Returns the labels of a container that stays; none for one that does not. */
  static Map<String, String> labels(K3sSettings settings, Role role) {
    return settings.keep() ? Map.of(KEPT, kind(settings), ROLE, role.name()) : Map.of();
  }

  private static String kind(K3sSettings settings) {
    String store = settings.objectStore() ? settings.images().of(Role.LOCALSTACK) : "no S3";
    return settings.images().of(Role.K3S) + " with " + store;
  }

  /** By this label Testcontainers finds what it removes when the JVM ends. */
  static void spare(CreateContainerCmd command) {
    Map<String, String> labels = new Unreaped();
    Map<String, String> given = command.getLabels();
    if (given != null) {
      labels.putAll(given);
    }
    command.withLabels(labels);
  }

  private static final class Unreaped extends HashMap<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void putAll(Map<? extends String, ? extends String> more) {
      more.forEach(this::put);
    }

    @Override
    public String put(String key, String value) {
      return SESSION.equals(key) ? "" : Objects.requireNonNullElse(super.put(key, value), "");
    }
  }

  /** Returns a cluster that runs and was started for the same, if there is one. */
  static Optional<RunningContainers> find(DockerClient docker, K3sSettings settings) {
    return running(docker, settings, Role.K3S)
        .filter(k3s -> !settings.objectStore() || beside(docker, settings, k3s).isPresent())
        .map(
            k3s ->
                new RunningContainers(
                    new NodeContainer(docker, k3s.getId()),
                    () ->
                        beside(docker, settings, k3s)
                            .map(c -> new NodeContainer(docker, c.getId())),
                    ports(docker, k3s.getId()),
                    () -> {}));
  }

  /** Returns the labels of this tool that those clusters have which some JVM works with. */
  static Set<String> inUse(DockerClient docker, String label) {
    return docker.listContainersCmd().withLabelFilter(Map.of(ROLE, Role.K3S.name())).exec().stream()
        .filter(k3s -> ClusterUsers.present(new NodeContainer(docker, k3s.getId())))
        .map(k3s -> k3s.getLabels().getOrDefault(label, ""))
        .collect(Collectors.toSet());
  }

  private static Optional<Container> running(DockerClient docker, K3sSettings settings, Role role) {
    return docker
        .listContainersCmd()
        .withLabelFilter(Map.of(KEPT, kind(settings), ROLE, role.name()))
        .exec()
        .stream()
        .findFirst();
  }

  private static Optional<Container> beside(
      DockerClient docker, K3sSettings settings, Container k3s) {
    return running(docker, settings, Role.LOCALSTACK)
        .filter(each -> networks(each).equals(networks(k3s)));
  }

  private static List<String> networks(Container container) {
    return container.getNetworkSettings() == null
        ? List.of()
        : container.getNetworkSettings().getNetworks().keySet().stream().sorted().toList();
  }

  private static NodePorts ports(DockerClient docker, String id) {
    HostConfig config = docker.inspectContainerCmd(id).exec().getHostConfig();
    Map<Integer, Integer> published = new HashMap<>();
    Ports bindings = config == null ? null : config.getPortBindings();
    if (bindings != null) {
      bindings
          .getBindings()
          .forEach(
              (inside, outside) -> {
                if (NodePorts.isNodePort(inside.getPort()) && outside.length > 0) {
                  published.put(inside.getPort(), Integer.parseInt(outside[0].getHostPortSpec()));
                }
              });
    }
    NodePorts ports = NodePorts.of(DockerClientFactory.instance().dockerHostIpAddress(), published);
    ports.foundAt(NodePorts.addressOf(docker, id));
    return ports;
  }
}
