package io.redisdrill.platform.kubeconfig;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Secret;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.platform.kubernetes.Cluster;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import io.redisdrill.platform.kubernetes.StorePod;
import io.redisdrill.settings.Settings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The S3 of a cluster: the one that the settings name, else a LocalStack in a pod, started when it
 * is first asked for. Thread-safe.
 */
final class ClusterStore implements AutoCloseable {
  private static final String ENDPOINT = "redis-drill.s3.endpoint";
  private static final String REGION = "redis-drill.s3.region";
  private static final String USUAL_REGION = "us-east-1";

  private final Cluster cluster;
  private final KubeconfigSettings settings;
  private final String nodeAddress;
  private @Nullable StorePod own;

  ClusterStore(Cluster cluster, KubeconfigSettings settings, String nodeAddress) {
    this.cluster = cluster;
    this.settings = settings;
    this.nodeAddress = nodeAddress;
  }

  /**
   * Reads which S3 is meant; its keys come from the environment, as every client of S3 takes them.
   *
   * @throws UsageException if an endpoint is named, and no keys are there
   */
  static Optional<SharedStore> named(Settings settings) {
    return settings
        .find(ENDPOINT)
        .map(
            endpoint -> {
              URI uri = URI.create(endpoint.value());
              return new SharedStore(
                  uri,
                  uri,
                  settings.get(REGION, USUAL_REGION),
                  key("AWS_ACCESS_KEY_ID"),
                  Secret.of(key("AWS_SECRET_ACCESS_KEY")));
            });
  }

  private static String key(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot use the S3 that " + ENDPOINT + " names",
                    "its keys in the environment, as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
                    "no " + variable,
                    "Set it, or leave the setting out: then LocalStack runs in a pod."));
  }

  synchronized SharedStore get() {
    if (settings.store().isPresent()) {
      return settings.store().get();
    }
    StorePod started = own;
    if (started == null) {
      started = StorePod.start(cluster, settings.images().of(Role.LOCALSTACK), nodeAddress);
      own = started;
    }
    return started.store();
  }

  @Override
  public synchronized void close() {
    if (own != null) {
      own.close();
    }
  }
}
