package io.redisdrill.platform.k3s;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.platform.kubernetes.JvmOwner;
import io.redisdrill.platform.kubernetes.Libraries;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.testcontainers.k3s.K3sContainer;

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

  /** Starts a cluster with what system properties, the environment and a file choose. */
  public static K3sPlatform open() {
    return open(K3sSettings.standard());
  }

  /**
   * Starts a cluster.
   *
   * @throws DrillException if that cannot be done: no library, no Docker, no image
   */
  public static K3sPlatform open(K3sSettings settings) {
    Libraries.require(NAME, Dependencies.ALL);
    requireEngine();
    OwnContainers.remove(DockerEngine.client(), JvmOwner::isGone, false);
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

  /** Returns how long the bare container of Testcontainers takes to start, with nothing of ours. */
  public static Duration bareStart(K3sSettings settings) {
    requireEngine();
    DockerEngine.requireImages(settings);
    long began = System.nanoTime();
    try (K3sContainer bare = K3sContainers.bare(settings)) {
      bare.start();
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }

  private static void requireEngine() {
    DockerEngine.unavailable()
        .ifPresent(
            why -> {
              throw new DrillException(
                  "Cannot open the platform k3s",
                  "a Docker engine",
                  why,
                  "Start one, or drill on the embedded platform, which needs none.");
            });
  }

  /** Returns the images without which no cluster starts, and whether the engine has each. */
  public static Map<String, Boolean> images(K3sSettings settings) {
    EngineSocket engine = EngineSocket.ofEnvironment();
    Map<String, Boolean> present = new LinkedHashMap<>();
    DockerEngine.needed(settings)
        .map(settings.images()::of)
        .forEach(image -> present.put(image, !engine.lacks(image)));
    return present;
  }

  /**
   * Removes the containers and networks that JVMs left behind, kept clusters among them.
   *
   * @param all whether those of other machines go too, whose JVMs may still run
   * @return what was removed, a line each
   */
  public static List<String> clean(boolean all) {
    if (Libraries.missing(Dependencies.ALL).isPresent()) {
      return List.of();
    }
    Optional<String> noEngine = DockerEngine.unavailable();
    if (noEngine.isPresent() && EngineSocket.chosen().isPresent()) {
      throw new DrillException(
          "Cannot remove what was left behind",
          "a Docker engine",
          noEngine.get(),
          "Correct DOCKER_HOST or start the engine.");
    }
    if (noEngine.isPresent()) {
      return List.of();
    }
    return all
        ? OwnContainers.remove(DockerEngine.client(), owner -> true, true)
        : OwnContainers.removeUnused(DockerEngine.client());
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
  public Optional<String> remark() {
    return cluster.remark();
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

  /**
   * Brings images of the Docker engine into the cluster, for what others run there.
   *
   * @throws DrillException if the engine has one of them not
   */
  public void provide(Set<String> images) {
    cluster.provide(images);
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
