package io.redisdrill.platform.k3s;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.platform.kubernetes.Libraries;
import java.util.List;
import java.util.Optional;

/**
 * Runs stacks on a k3s of its own, in a container of this machine's Docker engine, each in a
 * namespace of its own. The cluster lives from {@link #open} to {@link #close}: open it once for
 * many drills, it takes seconds. Thread-safe.
 */
public final class K3sPlatform implements Platform {
  /** The name of this platform. */
  public static final String NAME = "k3s";

  private final K3sCluster cluster;

  private K3sPlatform(K3sCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts a cluster with what system properties and the environment choose. */
  public static K3sPlatform open() {
    return open(K3sSettings.fromEnvironment());
  }

  /**
   * Starts a cluster.
   *
   * @throws DrillException if that cannot be done: no library, no Docker, no image
   */
  public static K3sPlatform open(K3sSettings settings) {
    Libraries.require(NAME, Dependencies.ALL);
    DockerEngine.unavailable()
        .ifPresent(
            why -> {
              throw new DrillException(
                  "Cannot open the platform k3s",
                  "a Docker engine",
                  why,
                  "Start one, or drill on the embedded platform, which needs none.");
            });
    OwnContainers.remove(DockerEngine.client(), OwnContainers::isOrphan);
    DockerEngine.requireImages(settings);
    return new K3sPlatform(K3sCluster.start(settings));
  }

  /**
   * Returns, in a sentence, why no cluster can be started here without pulling an image, or nothing
   * if one can.
   */
  public static Optional<String> whyNot(K3sSettings settings) {
    Optional<String> missing = Libraries.missing(Dependencies.ALL);
    if (missing.isPresent()) {
      return missing;
    }
    return DockerEngine.unavailable()
        .or(
            () ->
                DockerEngine.needed(settings)
                    .map(settings.images()::of)
                    .filter(image -> !DockerEngine.images(settings).has(image))
                    .findFirst()
                    .map(image -> "the Docker engine has no image " + image));
  }

  /**
   * Removes the containers and networks that JVMs left behind.
   *
   * @param all whether those of other machines go too, whose JVMs may still run
   * @return what was removed, a line each
   */
  public static List<String> clean(boolean all) {
    if (Libraries.missing(Dependencies.ALL).isPresent() || DockerEngine.unavailable().isPresent()) {
      return List.of();
    }
    return OwnContainers.remove(
        DockerEngine.client(), owner -> all || OwnContainers.isOrphan(owner));
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
    return cluster.unavailable(what);
  }

  @Override
  public RunningRedis deploy(Deployment deployment) {
    return cluster.deploy(deployment);
  }

  /** Returns the S3 beside the cluster, unless the settings want none. */
  public Optional<S3Endpoint> s3() {
    return cluster.s3();
  }

  @Override
  public Optional<SharedStore> store() {
    return s3().map(
            s3 ->
                new SharedStore(
                    s3.fromHere(), s3.fromPods(), s3.region(), s3.accessKey(), s3.secretKey()));
  }

  /** Returns a kubeconfig for the cluster, for other tools; it gives all rights. */
  public String kubeconfig() {
    return cluster.kubeconfig();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
