package io.redisdrill.platform.kubeconfig;

import io.redisdrill.platform.SharedStore;
import io.redisdrill.platform.kubernetes.DeploySettings;
import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an existing cluster is used.
 *
 * @param kubeconfig the file
 * @param images the names under which the cluster can pull them
 * @param deploy how stacks are fitted to it
 * @param nodeAddress where its node ports are reached from here; without it, the first address of a
 *     node
 * @param store an S3 that this machine and the pods reach; without it, LocalStack runs in a pod
 */
public record KubeconfigSettings(
    Path kubeconfig,
    ImageNames images,
    DeploySettings deploy,
    Optional<String> nodeAddress,
    Optional<SharedStore> store) {
  /** Returns what system properties, the environment and a file choose, else the defaults. */
  public static KubeconfigSettings standard() {
    return of(Settings.standard());
  }

  /** Returns what settings choose, and the file that kubectl reads. */
  public static KubeconfigSettings of(Settings settings) {
    Path usual = Path.of(System.getProperty("user.home", "."), ".kube", "config");
    Path file =
        Optional.ofNullable(System.getenv("KUBECONFIG"))
            .filter(name -> !name.isBlank())
            .map(Path::of)
            .orElse(usual);
    return new KubeconfigSettings(
        file,
        ImageNames.of(settings),
        DeploySettings.asPublished(),
        Optional.empty(),
        ClusterStore.named(settings));
  }

  /** Returns a copy that reads another file. */
  public KubeconfigSettings withKubeconfig(Path file) {
    return new KubeconfigSettings(file, images, deploy, nodeAddress, store);
  }

  /** Returns a copy that fits stacks in another way. */
  public KubeconfigSettings withDeploy(DeploySettings other) {
    return new KubeconfigSettings(kubeconfig, images, other, nodeAddress, store);
  }

  /** Returns a copy that reaches node ports at another address. */
  public KubeconfigSettings withNodeAddress(String address) {
    return new KubeconfigSettings(kubeconfig, images, deploy, Optional.of(address), store);
  }

  /** Returns a copy with an S3 that this machine and the pods reach. */
  public KubeconfigSettings withStore(SharedStore other) {
    return new KubeconfigSettings(kubeconfig, images, deploy, nodeAddress, Optional.of(other));
  }
}
