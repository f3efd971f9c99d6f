package io.redisdrill.platform.k3s;

import io.redisdrill.platform.kubernetes.DeploySettings;
import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.settings.Settings;
import java.time.Duration;

/**
 * How a cluster is started.
 *
 * @param images which images to run
 * @param deploy how stacks are fitted to it
 * @param objectStore whether LocalStack runs beside it
 * @param pull whether an image that the Docker engine lacks may be pulled
 * @param pullLimit how long one may take
 * @param keep whether the cluster stays when this JVM ends, until {@code ./drill clean}
 * @param reuse whether one that an earlier JVM kept, with the same images, is taken
 */
public record K3sSettings(
    ImageNames images,
    DeploySettings deploy,
    boolean objectStore,
    boolean pull,
    Duration pullLimit,
    boolean keep,
    boolean reuse) {
  /** The setting that lets the cluster stay. */
  public static final String KEEP = "redis-drill.k3s.keep";

  /** The setting that takes a cluster which stayed; by default as {@link #KEEP}. */
  public static final String REUSE = "redis-drill.k3s.reuse";

  private static final Duration PULL_LIMIT = Duration.ofMinutes(10);

  /** Returns what system properties, the environment and a file choose, else the defaults. */
  public static K3sSettings standard() {
    return of(Settings.standard());
  }

  /** Returns what settings choose, else the defaults. */
  public static K3sSettings of(Settings settings) {
    boolean keep = settings.isTrue(KEEP, false);
    return new K3sSettings(
        ImageNames.of(settings),
        DeploySettings.asPublished(),
        true,
        true,
        PULL_LIMIT,
        keep,
        settings.isTrue(REUSE, keep));
  }

  /** Returns a copy with other images. */
  public K3sSettings withImages(ImageNames other) {
    return new K3sSettings(other, deploy, objectStore, pull, pullLimit, keep, reuse);
  }

  /** Returns a copy that fits stacks in another way. */
  public K3sSettings withDeploy(DeploySettings other) {
    return new K3sSettings(images, other, objectStore, pull, pullLimit, keep, reuse);
  }

  /** Returns a copy without LocalStack. */
  public K3sSettings withoutObjectStore() {
    return new K3sSettings(images, deploy, false, pull, pullLimit, keep, reuse);
  }

  /** Returns a copy that runs only with images which are there. */
  public K3sSettings withoutPull() {
    return new K3sSettings(images, deploy, objectStore, false, pullLimit, keep, reuse);
  }

  /** Returns a copy whose cluster stays, and that takes one which stayed. */
  public K3sSettings keeping() {
    return new K3sSettings(images, deploy, objectStore, pull, pullLimit, true, true);
  }

  /** Returns a copy whose cluster is its own: neither kept nor taken over. */
  public K3sSettings alone() {
    return new K3sSettings(images, deploy, objectStore, pull, pullLimit, false, false);
  }
}
