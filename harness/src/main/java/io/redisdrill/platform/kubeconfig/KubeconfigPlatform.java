package io.redisdrill.platform.kubeconfig;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.platform.kubernetes.Cluster;
import io.redisdrill.platform.kubernetes.JvmOwner;
import io.redisdrill.platform.kubernetes.Libraries;
import io.redisdrill.platform.kubernetes.StackDeployer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs stacks on a cluster that exists, each in a new namespace that is removed afterwards; no
 * other namespace is touched. Times come from the status of pods, which lags by about a second.
 * Thread-safe.
 */
public final class KubeconfigPlatform implements Platform {
  /** The name of this platform. */
  public static final String NAME = "kubeconfig";

  private final Cluster cluster;
  private final StackDeployer deployer;
  private final ClusterStore store;

  private KubeconfigPlatform(Cluster cluster, StackDeployer deployer, ClusterStore store) {
    this.cluster = cluster;
    this.deployer = deployer;
    this.store = store;
  }

  /**
   * Connects to a cluster.
   *
   * @param context of the kubeconfig; always named, since the current one may be production
   * @throws DrillException if it cannot be reached, or this user may not make namespaces
   */
  public static KubeconfigPlatform open(String context, KubeconfigSettings settings) {
    Libraries.require(NAME, Libraries.KUBERNETES);
    requireNamed(context, settings);
    Cluster cluster = Cluster.connect(settings.kubeconfig(), context, Map.of());
    try {
      cluster.version();
      cluster.forbidden("create", "", "namespaces").ifPresent(why -> refuse(context, why));
      String address =
          settings.nodeAddress().or(() -> cluster.nodeAddresses().stream().findFirst()).orElse("");
      RemoteNode node = new RemoteNode(cluster, address);
      var deployer =
          new StackDeployer(
              NAME,
              cluster,
              node,
              new PulledImages(settings.images()),
              settings.deploy(),
              Optional::empty);
      return new KubeconfigPlatform(
          cluster, deployer, new ClusterStore(cluster, settings, address));
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Removes the namespaces that JVMs of this machine left behind on a cluster; others are never
   * touched.
   *
   * @param all whether those go too whose JVM may still run, here or elsewhere
   * @return what was removed, a line each
   */
  public static List<String> clean(String context, KubeconfigSettings settings, boolean all) {
    Libraries.require(NAME, Libraries.KUBERNETES);
    requireNamed(context, settings);
    try (Cluster cluster = Cluster.connect(settings.kubeconfig(), context, Map.of())) {
      List<String> left = cluster.leftovers(owner -> all || JvmOwner.isGone(owner));
      left.forEach(cluster::remove);
      cluster.awaitRemovals();
      return left.stream()
          .map(name -> "namespace %s (context %s)".formatted(name, context))
          .toList();
    }
  }

  /** Returns the names of the contexts that there are; none if there is no file. */
  public static List<String> contexts(KubeconfigSettings settings) {
    Libraries.require(NAME, Libraries.KUBERNETES);
    return Files.isReadable(settings.kubeconfig())
        ? Cluster.contexts(settings.kubeconfig())
        : List.of();
  }

  private static void requireNamed(String context, KubeconfigSettings settings) {
    if (!Files.isReadable(settings.kubeconfig())) {
      throw new UsageException(
          "Cannot read the kubeconfig " + settings.kubeconfig(),
          "a file that this user can read",
          Files.exists(settings.kubeconfig()) ? "one that it cannot" : "none",
          "Name it with KUBECONFIG.");
    }
    List<String> contexts = Cluster.contexts(settings.kubeconfig());
    if (!contexts.contains(context)) {
      throw new UsageException(
          "Cannot use the context '%s' of %s".formatted(context, settings.kubeconfig()),
          "one of " + contexts,
          context.isBlank() ? "none" : "another name",
          "Name the context of a cluster that may lose data; the current one is never taken.");
    }
  }

  private static void refuse(String context, String why) {
    throw new DrillException(
        "Cannot drill with the context " + context,
        "the right to make namespaces, where drills run without touching others",
        why,
        "Grant it to this user: kubectl auth can-i create namespaces.");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Optional<String> unavailable(Capability what) {
    return deployer.unavailable(what);
  }

  @Override
  public RunningRedis deploy(Deployment deployment) {
    return deployer.deploy(deployment);
  }

  /**
   * Returns a Redis that a drill left in a namespace of its own; it stays there.
   *
   * @param deployment of the stack that was deployed
   * @throws UsageException if this tool did not make the namespace
   */
  public RunningRedis attach(Deployment deployment, String namespace) {
    return deployer.attach(deployment, namespace);
  }

  /** Returns the namespaces that drills left behind, or that drills of others use now. */
  public List<String> leftovers() {
    return cluster.leftovers();
  }

  /**
   * Removes a namespace that this tool made.
   *
   * @throws UsageException if it made it not
   */
  public void remove(String namespace) {
    cluster.remove(namespace);
    cluster.awaitRemovals();
  }

  @Override
  public Optional<SharedStore> store() {
    return Optional.of(store.get());
  }

  @Override
  public void close() {
    try {
      store.close();
      cluster.awaitRemovals();
    } finally {
      cluster.close();
    }
  }
}
