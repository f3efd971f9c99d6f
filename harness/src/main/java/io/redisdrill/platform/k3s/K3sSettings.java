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
 */
public record K3sSettings(
    ImageNames images,
    DeploySettings deploy,
    boolean objectStore,
    boolean pull,
    Duration pullLimit) {
  private static final Duration PULL_LIMIT = Duration.ofMinutes(10);

  /** Returns what system properties, the environment and a file choose, else the defaults. */
  public static K3sSettings standard() {
    return of(Settings.standard());
  }

  /** Returns what settings choose, else the defaults. */
  public static K3sSettings of(Settings settings) {
    return new K3sSettings(
        ImageNames.of(settings), DeploySettings.asPublished(), true, true, PULL_LIMIT);
  }

  /** Returns a copy with other images. */
  public K3sSettings withImages(ImageNames other) {
    return new K3sSettings(other, deploy, objectStore, pull, pullLimit);
  }

  /** Returns a copy that fits stacks in another way. */
  public K3sSettings withDeploy(DeploySettings other) {
    return new K3sSettings(images, other, objectStore, pull, pullLimit);
  }

  /** Returns a copy without LocalStack. */
  public K3sSettings withoutObjectStore() {
    return new K3sSettings(images, deploy, false, pull, pullLimit);
  }

  /** Returns a copy that runs only with images which are there. */
  public K3sSettings withoutPull() {
    return new K3sSettings(images, deploy, objectStore, false, pullLimit);
  }
}
