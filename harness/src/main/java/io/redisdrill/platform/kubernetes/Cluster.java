package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A connection to the API server of a cluster. Thread-safe. */
public final class Cluster implements AutoCloseable {
  private static final int REQUEST_LIMIT_MILLIS = 10_000;
  private static final int RECONNECT_MILLIS = 100;
  private static final String KILL_SERVER =
      "kill -9 $(pidof redis-server || pidof valkey-server) && sleep 10";

  private final KubernetesClient client;
  private final Namespaces namespaces;
  private final Set<String> going = ConcurrentHashMap.newKeySet();

  private Cluster(KubernetesClient client, Map<String, String> labels) {
    this.client = client;
    this.namespaces = new Namespaces(client, labels);
  }

  /**
   * Connects with the current context of a kubeconfig.
   *
   * @param kubeconfig its text
   * @param labels put on each namespace, beside those that every one gets
   */
  public static Cluster connect(String kubeconfig, Map<String, String> labels) {
    return connect("the kubeconfig", () -> Config.fromKubeconfig(kubeconfig), labels);
  }

  /**
   * Connects with a context of a kubeconfig file.
   *
   * @param context the context to use, whichever is current
   */
  public static Cluster connect(Path kubeconfig, String context, Map<String, String> labels) {
    return connect(
        "context " + context, () -> Config.fromKubeconfig(context, kubeconfig.toFile()), labels);
  }

  private static Cluster connect(String by, Supplier<Config> reading, Map<String, String> labels) {
    try {
      Config config =
          new ConfigBuilder(reading.get())
              .withConnectionTimeout(REQUEST_LIMIT_MILLIS)
              .withRequestTimeout(REQUEST_LIMIT_MILLIS)
              // A 500 is tried again by default, ten times and ever later: seconds without a word.
              .withRequestRetryBackoffLimit(1)
              .withWatchReconnectInterval(RECONNECT_MILLIS)
              .build();
      return new Cluster(new KubernetesClientBuilder().withConfig(config).build(), labels);
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new DrillException(
          "Cannot connect with " + by,
          "a cluster and a user in it",
          String.valueOf(e.getMessage()),
          "Try it with kubectl version.",
          e);
    }
  }

  /** Returns the version of the API server, which shows that it can be reached. */
  public String version() {
    try {
      return client.getKubernetesVersion().getGitVersion();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot reach the API server at " + client.getMasterUrl(), e);
    }
  }

  /** Returns the addresses of the nodes, those first that can be reached from outside. */
  public List<String> nodeAddresses() {
    try {
      return client.nodes().list().getItems().stream()
          .flatMap(node -> node.getStatus().getAddresses().stream())
          .filter(address -> address.getType().endsWith("IP"))
          .sorted((a, b) -> a.getType().compareTo(b.getType()))
          .map(address -> address.getAddress())
          .toList();
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot list the nodes", e);
    }
  }

  /** Returns the namespaces that this tool made in the cluster and that are still there. */
  public List<String> leftovers() {
    return leftovers(owner -> true);
  }

  /** Returns those of them whose {@link JvmOwner} matches. */
  public List<String> leftovers(Predicate<String> owner) {
    return namespaces.leftovers().stream()
        .filter(leftover -> owner.test(leftover.owner()))
        .map(Namespaces.Leftover::name)
        .toList();
  }

  /** Begins to remove a namespace that this tool made, and refuses any other. */
  public void remove(String namespace) {
    namespaces.remove(namespace);
    going.add(namespace);
  }

  /** Returns once all that were to be removed are gone. */
  public void awaitRemovals() {
    going.forEach(namespaces::awaitEnd);
    going.clear();
  }

  /** Returns why the API server would refuse {@code verb} on {@code resource}, if it would. */
  public Optional<String> forbidden(String verb, String group, String resource) {
    return Rights.forbidden(client, verb, group, resource);
  }

  /** Returns the names of the contexts in a kubeconfig. */
  public static List<String> contexts(Path kubeconfig) {
    try {
      return KubeConfigUtils.parseConfig(kubeconfig.toFile()).getContexts().stream()
          .map(NamedContext::getName)
          .toList();
    } catch (RuntimeException e) {
      throw new UsageException(
          "Cannot read the kubeconfig " + kubeconfig,
          "a kubeconfig in YAML",
          "another text",
          "Try it with kubectl config get-contexts.",
          e);
    }
  }

  /** SIGKILL of the redis-server in a container that shares its processes with its pod. */
  public void killServer(ContainerRef container) {
    new Exec(client, container.namespace(), container.pod(), container.container())
        .runToDeath("sh", "-c", KILL_SERVER);
  }

  KubernetesClient client() {
    return client;
  }

  Namespaces namespaces() {
    return namespaces;
  }

  @Override
  public void close() {
    client.close();
  }
}
