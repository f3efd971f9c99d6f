package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Jobs;
import io.redisdrill.platform.Jobs.Ended;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.Secret;
import io.redisdrill.platform.SharedStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CronJob or Job of the stack. It finds the drill's bucket in its environment, as {@code
 * S3_BUCKET}, {@code AWS_ENDPOINT_URL} and {@code AWS_DEFAULT_REGION}, and the keys in the Secret
 * {@code aws-credentials} as {@code access-key-id} and {@code secret-access-key}: whatever its
 * manifest names there is replaced, so that no drill writes to a bucket of others.
 *
 * @param job its name
 */
public record JobTrigger(String job) implements Trigger {
  private static final String SECRET = "aws-credentials";

  @Override
  public String name() {
    return job;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.JOBS);
  }

  @Override
  public void prepare(RunningRedis redis, Bucket bucket, Optional<SharedStore> store) {
    SharedStore reached = reached(store);
    jobs(redis)
        .secret(
            SECRET,
            Map.of(
                "access-key-id",
                Secret.of(reached.keyId()),
                "secret-access-key",
                reached.secretKey()));
  }

  @Override
  public Ended run(BackupSource source, Bucket bucket, Duration limit) throws InterruptedException {
    SharedStore store = reached(source.store());
    return jobs(source.redis())
        .run(
            job,
            Map.of(
                "S3_BUCKET",
                bucket.settings().bucket(),
                "AWS_ENDPOINT_URL",
                store.fromPods().toString(),
                "AWS_DEFAULT_REGION",
                store.region()),
            limit);
  }

  private Jobs jobs(RunningRedis redis) {
    return redis.jobs().orElseThrow(() -> cannot("a platform with Kubernetes", "another one"));
  }

  private SharedStore reached(Optional<SharedStore> store) {
    return store.orElseThrow(() -> cannot("an S3 that its pod reaches", "one in this JVM alone"));
  }

  private DrillException cannot(String expected, String found) {
    return new DrillException("Cannot run the Job " + job, expected, found, "Choose k3s.");
  }
}
