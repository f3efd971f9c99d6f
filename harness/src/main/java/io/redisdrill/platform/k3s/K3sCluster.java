package io.redisdrill.platform.k3s;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.kubernetes.Cluster;
import io.redisdrill.platform.kubernetes.StackDeployer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A k3s that runs. */
final class K3sCluster implements AutoCloseable {
  private static final String KEPT = "it stays when this JVM ends: remove it with ./drill clean";

  private final RunningContainers containers;
  private final String kubeconfig;
  private final K3sNode node;
  private final Cluster cluster;
  private final StackDeployer deployer;
  private final SideLoader images;
  private final Optional<String> remark;

  private K3sCluster(
      RunningContainers containers,
      String kubeconfig,
      K3sSettings settings,
      Optional<String> remark) {
    this.containers = containers;
    this.kubeconfig = kubeconfig;
    this.remark = remark;
    this.cluster = Cluster.connect(kubeconfig, Map.of());
    this.node = new K3sNode(containers.node(), containers.ports());
    this.images =
        new SideLoader(DockerEngine.images(settings), containers.node(), settings.images());
    this.deployer =
        new StackDeployer(
            K3sPlatform.NAME, cluster, node, images, settings.deploy(), containers::store);
  }

  /** Uses one that an earlier JVM left, where that is wanted, or starts one. */
  static K3sCluster start(K3sSettings settings) {
    Optional<RunningContainers> kept =
        settings.reuse() ? KeptClusters.find(DockerEngine.client(), settings) : Optional.empty();
    if (kept.isPresent()) {
      return of(kept.get(), settings, Optional.of("The cluster is a kept one; " + KEPT + "."));
    }
    DockerEngine.requireImages(settings);
    return of(
        K3sContainers.start(settings),
        settings,
        Optional.of("The cluster is kept; " + KEPT + ".").filter(any -> settings.keep()));
  }

  private static K3sCluster of(
      RunningContainers containers, K3sSettings settings, Optional<String> remark) {
    try {
      if (remark.isPresent()) {
        ClusterUsers.enter(containers.node());
      }
      return new K3sCluster(containers, containers.node().kubeconfig(), settings, remark);
    } catch (RuntimeException e) {
      containers.close();
      throw e;
    }
  }

  Optional<String> unavailable(Capability what) {
    return deployer.unavailable(what);
  }

  RunningRedis deploy(Deployment deployment) {
    remark.ifPresent(said -> deployment.events().record("platform-remark", Map.of("remark", said)));
    return deployer.deploy(deployment);
  }

  void provide(Set<String> names) {
    images.provide(names);
  }

  Optional<String> remark() {
    return remark;
  }

  Optional<S3Endpoint> s3() {
    return containers.s3();
  }

  String kubeconfig() {
    return kubeconfig;
  }

  /** Namespaces that are on their way out would meet the next JVM on a cluster that stays. */
  @Override
  public void close() {
    try {
      if (remark.isPresent()) {
        cluster.awaitRemovals();
        ClusterUsers.leave(containers.node());
      }
    } finally {
      node.close();
      cluster.close();
      containers.close();
    }
  }
}
