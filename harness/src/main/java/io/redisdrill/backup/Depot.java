package io.redisdrill.backup;

import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.BucketRelay;
import io.redisdrill.backup.s3.InJvmS3;
import io.redisdrill.backup.s3.S3Settings;
import io.redisdrill.platform.SharedStore;
import io.redisdrill.recovery.Scene;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bucket of one drill: in the S3 beside the cluster, where there is one, else in one inside
 * this JVM. It goes with the drill. Thread-safe.
 */
final class Depot implements AutoCloseable {
  private static final int RANDOM = 8;

  private final Bucket bucket;
  private final @Nullable InJvmS3 own;
  private final Optional<SharedStore> shared;

  private Depot(Bucket bucket, @Nullable InJvmS3 own, Optional<SharedStore> shared) {
    this.bucket = bucket;
    this.own = own;
    this.shared = shared;
  }

  static Depot open(Scene scene) {
    Optional<SharedStore> found = scene.store().get();
    if (found.isEmpty()) {
      InJvmS3 own = InJvmS3.start();
      return new Depot(Bucket.open(own.bucket("redis-backups")), own, Optional.empty());
    }
    SharedStore store = found.get();
    String random = UUID.randomUUID().toString().substring(0, RANDOM).toLowerCase(Locale.ROOT);
    Bucket bucket =
        Bucket.open(
            S3Settings.of("redis-backups-" + random)
                .at(store.fromHere())
                .in(store.region())
                .with(new S3Settings.Keys(store.keyId(), store.secretKey())));
    bucket.create();
    scene.redis().carryThrough(new BucketRelay(bucket, store));
    return new Depot(bucket, null, found);
  }

  Bucket bucket() {
    return bucket;
  }

  /** Returns how pods reach it, if they do. */
  Optional<SharedStore> shared() {
    return shared;
  }

  @Override
  public void close() {
    try (bucket) {
      if (own == null) {
        bucket.remove();
      }
    } finally {
      if (own != null) {
        own.close();
      }
    }
  }
}
