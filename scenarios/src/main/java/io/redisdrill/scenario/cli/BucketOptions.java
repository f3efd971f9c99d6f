package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.backup.s3.S3Settings;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that say which S3 is meant; keys come from the environment or {@code ~/.aws}. */
final class BucketOptions {
  private static final Pattern URL = Pattern.compile("s3://([^/]+)(?:/(.*))?");

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "An S3 that is not Amazon's. Keys come from the environment or ~/.aws.")
  private Optional<URI> endpoint = Optional.empty();

  @Option(names = "--s3-region", paramLabel = "NAME", description = "The region of the bucket.")
  private String region = S3Settings.REGION;

  /**
   * An object, or a whole bucket.
   *
   * @param bucket how to get there
   * @param key of the object; nothing if the URL ends before it
   */
  record Place(S3Settings bucket, Optional<String> key) {}

  static boolean isUrl(String text) {
    return text.startsWith("s3://");
  }

  /** Returns what a URL names. */
  Place place(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new UsageException(
          "Cannot read '" + url + "'",
          "a URL such as s3://my-backups",
          "something else",
          "Correct the name of the bucket.");
    }
    S3Settings named = S3Settings.of(parts.group(1)).in(region);
    return new Place(
        endpoint.map(named::at).orElse(named),
        Optional.ofNullable(parts.group(2)).filter(key -> !key.isEmpty()));
  }
}
