package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.BucketRelay;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.Secret;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.stack.Stack;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name a Redis in a namespace that a drill left behind. */
final class ClusterOptions {
  @Option(
      names = "--platform",
      paramLabel = "kubeconfig",
      description = "For a Redis that a drill left in a cluster, instead of one on this machine.")
  private Optional<String> platform = Optional.empty();

  @Option(names = "--context", paramLabel = "NAME", description = "Of the kubeconfig.")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Where it is: one that this tool made, no other is touched.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--stack",
      paramLabel = "NAME|PATH",
      description = "What was deployed there: rdb, aof, hybrid, or manifests of your own.")
  private Optional<String> stack = Optional.empty();

  @Option(
      names = "--s3-endpoint-from-pods",
      paramLabel = "URL",
      description = {
        "How pods of the cluster reach that S3: files above 64 MiB go that way. Keys come from",
        "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
      })
  private Optional<URI> fromPods = Optional.empty();

  /**
   * A Redis in a cluster, and the connection to that.
   *
   * @param platform which is closed with it
   * @param redis stays there
   * @param stack that it runs
   * @param namespace that it is in
   */
  record Attached(KubeconfigPlatform platform, RunningRedis redis, Stack stack, String namespace)
      implements AutoCloseable {
    @Override
    public void close() {
      try (platform) {
        redis.files().release();
        redis.close();
      }
    }
  }

  /** Returns whether a cluster is meant. */
  boolean given() {
    if (platform.isEmpty()) {
      return false;
    }
    if (!platform.get().equals(KubeconfigPlatform.NAME)) {
      throw new UsageException(
          "Cannot use the platform " + platform.get(),
          "kubeconfig, or no platform for a Redis on this machine",
          "another one",
          "Use --platform kubeconfig: a Redis on k3s goes with its drill.");
    }
    return true;
  }

  Attached attach(RunClock clock, EventLog events) {
    String where = required("--namespace", namespace);
    Stack deployed = Stacks.named(required("--stack", stack));
    KubeconfigPlatform cluster =
        KubeconfigPlatform.open(required("--context", context), KubeconfigSettings.standard());
    try {
      RunningRedis redis = cluster.attach(new Deployment(deployed, clock, events), where);
      return new Attached(cluster, redis, deployed, where);
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Lets large files go through the bucket, if pods reach it. */
  void carry(RunningRedis redis, Bucket bucket) {
    fromPods.ifPresent(
        pods -> {
          SharedStore store =
              new SharedStore(
                  bucket.settings().endpoint().orElse(pods),
                  pods,
                  bucket.settings().region(),
                  environment("AWS_ACCESS_KEY_ID"),
                  Secret.of(environment("AWS_SECRET_ACCESS_KEY")));
          redis.carryThrough(new BucketRelay(bucket, store));
        });
  }

  private static String environment(String name) {
    Map<String, String> all = System.getenv();
    return required(name, Optional.ofNullable(all.get(name)));
  }

  private static String required(String name, Optional<String> value) {
    return value.orElseThrow(
        () ->
            new UsageException(
                "Cannot reach a Redis in a cluster", name, "none", "Give it, and run again."));
  }
}
