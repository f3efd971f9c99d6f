package io.redisdrill.backup.s3;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A bucket. Every call ends within a few times the patience of its settings; what fails is told as
 * a {@link DrillException}. Thread-safe.
 */
public final class Bucket implements AutoCloseable {
  private static final int TRIES = 3;

  private final S3Settings settings;
  private final S3Client client;

  private Bucket(S3Settings settings, S3Client client) {
    this.settings = settings;
    this.client = client;
  }

  /** Returns the bucket; nothing is asked of it yet. */
  public static Bucket open(S3Settings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            // Parts carry a SHA-256 of ours. By default the SDK would add checksums as a trailer,
            // which not every S3 understands.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                limits ->
                    limits
                        .apiCallAttemptTimeout(settings.patience())
                        .apiCallTimeout(settings.patience().multipliedBy(TRIES)));
    settings.endpoint().ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
    settings
        .keys()
        .ifPresent(
            keys ->
                builder.credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.id(), keys.secret().reveal()))));
    return new Bucket(settings, builder.build());
  }

  /** Returns where an object is, as people write it. */
  public String url(String key) {
    return "s3://" + settings.bucket() + "/" + key;
  }

  /** Returns where the bucket is, and how this one got in. */
  public S3Settings settings() {
    return settings;
  }

  /** Makes the bucket, if it is not there. */
  public void create() {
    ask("Cannot create the bucket " + settings.bucket(), () -> create(client));
  }

  private boolean create(S3Client s3) {
    boolean there =
        s3.listBuckets().buckets().stream().anyMatch(b -> b.name().equals(settings.bucket()));
    if (!there) {
      s3.createBucket(request -> request.bucket(settings.bucket()));
    }
    return there;
  }

  /**
   * Starts to put an object there. It does not exist, for anybody, before {@link Upload#complete}.
   */
  public Upload upload(String key) {
    return Upload.begin(this, client, key);
  }

  /** Returns the objects whose keys begin with {@code prefix}, sorted by key. */
  public List<Stored> list(String prefix) {
    return ask(
        "Cannot list " + url(prefix),
        () ->
            client
                .listObjectsV2Paginator(request -> request.bucket(settings.bucket()).prefix(prefix))
                .contents()
                .stream()
                .map(o -> new Stored(o.key(), o.size(), o.eTag(), o.lastModified()))
                .sorted(Comparator.comparing(Stored::key))
                .toList());
  }

  /** Returns the object, if there is one. */
  public Optional<Stored> find(String key) {
    return ask(
        "Cannot look for " + url(key),
        () -> {
          try {
            HeadObjectResponse head =
                client.headObject(request -> request.bucket(settings.bucket()).key(key));
            return Optional.of(
                new Stored(key, head.contentLength(), head.eTag(), head.lastModified()));
          } catch (NoSuchKeyException none) {
            return Optional.empty();
          }
        });
  }

  /**
   * Copies an object, as {@link #find} saw it, to a file.
   *
   * @throws DrillException if it is another one by now, or its stream ends early
   */
  public void download(Stored object, Path to) {
    String subject = "Cannot download " + url(object.key());
    try (InputStream in = read(object)) {
      long bytes = Files.copy(in, to);
      if (bytes != object.bytes()) {
        throw new IOException("the stream ended after %,d bytes".formatted(bytes));
      }
    } catch (IOException | SdkException e) {
      throw new DrillException(
          subject,
          "%,d bytes, and space for them at %s".formatted(object.bytes(), to),
          String.valueOf(e.getMessage()),
          "Nothing was changed: run it again.",
          e);
    }
  }

  /**
   * An object that is being read.
   *
   * @param stream its content
   * @param version that S3 gave this content, where it keeps versions
   */
  public record Opened(InputStream stream, Optional<String> version) {}

  /**
   * Opens an object, as {@link #find} saw it, and says which version of it that is.
   *
   * @throws DrillException if it is another one by now
   */
  public Opened open(Stored object) {
    InputStream stream = read(object);
    return new Opened(
        stream,
        stream instanceof ResponseInputStream<?> told
                && told.response() instanceof GetObjectResponse response
            ? Optional.ofNullable(response.versionId())
            : Optional.empty());
  }

  /**
   * Opens an object, as {@link #find} saw it.
   *
   * @throws DrillException if it is another one by now
   */
  public InputStream read(Stored object) {
    return ask(
        "Cannot download " + url(object.key()),
        () ->
            client.getObject(
                request ->
                    request.bucket(settings.bucket()).key(object.key()).ifMatch(object.tag())));
  }

  /** Returns the storage class of an object, as S3 tells it; nothing where it tells none. */
  public Optional<String> storageClass(String key) {
    return ask(
        "Cannot look for " + url(key),
        () ->
            Optional.ofNullable(
                client
                    .headObject(request -> request.bucket(settings.bucket()).key(key))
                    .storageClassAsString()));
  }

  /** Deletes the bucket with all that is in it. */
  public void remove() {
    list("").forEach(object -> delete(object.key()));
    ask(
        "Cannot delete the bucket " + settings.bucket(),
        () -> client.deleteBucket(request -> request.bucket(settings.bucket())));
  }

  /** Deletes an object. */
  public void delete(String key) {
    ask(
        "Cannot delete " + url(key),
        () -> client.deleteObject(request -> request.bucket(settings.bucket()).key(key)));
  }

  <T> T ask(String subject, Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw S3Errors.of(subject, settings, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
