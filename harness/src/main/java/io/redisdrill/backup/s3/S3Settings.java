package io.redisdrill.backup.s3;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a bucket is, and how to get in. Immutable.
 *
 * @param endpoint of an S3 that is not Amazon's
 * @param region of the bucket
 * @param keys to log in with; without them the usual places are searched: the environment, {@code
 *     ~/.aws}, the role of the machine
 * @param bucket its name
 * @param patience how long one request may take, before it is tried again or given up
 */
public record S3Settings(
    Optional<URI> endpoint, String region, Optional<Keys> keys, String bucket, Duration patience) {
  /** The region of buckets that name none. */
  public static final String REGION = "us-east-1";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /**
   * Who asks.
   *
   * @param id may be shown
   * @param secret proves it
   */
  public record Keys(String id, Secret secret) {}

  public S3Settings {
    if (!NAME.matcher(bucket).matches()) {
      throw new UsageException(
          "Cannot use the bucket '" + bucket + "'",
          "3 to 63 lower-case letters, digits, dots and hyphens",
          "another name",
          "Name it like s3://my-backups.");
    }
  }

  /** Returns a bucket of Amazon's, with the rights that this process finds in the usual places. */
  public static S3Settings of(String bucket) {
    return new S3Settings(Optional.empty(), REGION, Optional.empty(), bucket, PATIENCE);
  }

  /** Returns a copy for another S3. */
  public S3Settings at(URI other) {
    return new S3Settings(Optional.of(other), region, keys, bucket, patience);
  }

  /** Returns a copy for another region. */
  public S3Settings in(String other) {
    return new S3Settings(endpoint, other, keys, bucket, patience);
  }

  /** Returns a copy that logs in with these keys. */
  public S3Settings with(Keys other) {
    return new S3Settings(endpoint, region, Optional.of(other), bucket, patience);
  }

  /** Returns a copy with this limit for one request. */
  public S3Settings within(Duration limit) {
    return new S3Settings(endpoint, region, keys, bucket, limit);
  }

  /** Returns where the requests go, for messages. */
  public String place() {
    return endpoint.map(URI::toString).orElse("S3 in " + region);
  }
}
