package io.redisdrill.platform.k3s;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.kubernetes.Cluster;
import io.redisdrill.platform.kubernetes.StackDeployer;
import java.util.Map;
import java.util.Optional;

/** A k3s that runs. */
final class K3sCluster implements AutoCloseable {
  private final K3sContainers containers;
  private final K3sNode node;
  private final Cluster cluster;
  private final StackDeployer deployer;

  private K3sCluster(
      K3sContainers containers, K3sNode node, Cluster cluster, StackDeployer deployer) {
    this.containers = containers;
    this.node = node;
    this.cluster = cluster;
    this.deployer = deployer;
  }

  static K3sCluster start(K3sSettings settings) {
    K3sContainers containers = K3sContainers.start(settings);
    try {
      Cluster cluster = Cluster.connect(containers.k3s().getKubeConfigYaml(), Map.of());
      var images =
          new SideLoader(DockerEngine.images(settings), containers.k3s(), settings.images());
      K3sNode node = new K3sNode(DockerEngine.client(), containers.k3s(), containers.ports());
      var deployer =
          new StackDeployer(
              K3sPlatform.NAME, cluster, node, images, settings.deploy(), containers.store());
      return new K3sCluster(containers, node, cluster, deployer);
    } catch (RuntimeException e) {
      containers.close();
      throw e;
    }
  }

  Optional<String> unavailable(Capability what) {
    return node.unavailable(what);
  }

  RunningRedis deploy(Deployment deployment) {
    return deployer.deploy(deployment);
  }

  Optional<S3Endpoint> s3() {
    return containers.s3();
  }

  String kubeconfig() {
    return containers.k3s().getKubeConfigYaml();
  }

  @Override
  public void close() {
    node.close();
    cluster.close();
    containers.close();
  }
}
