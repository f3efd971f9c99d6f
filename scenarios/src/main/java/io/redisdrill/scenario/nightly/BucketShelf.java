package io.redisdrill.scenario.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.backup.s3.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Nights in a bucket.
 *
 * @param bucket that its opener closes
 * @param prefix of their keys; empty, or with a slash at its end
 */
public record BucketShelf(Bucket bucket, String prefix) implements History.Shelf {
  private static final int MOST_BYTES = 64 << 20;

  @Override
  public List<String> names() {
    return bucket.list(prefix).stream()
        .map(object -> object.key().substring(prefix.length()))
        .filter(name -> name.endsWith(".json") && !name.contains("/"))
        .toList();
  }

  @Override
  public String read(String name) {
    Stored object =
        bucket.find(prefix + name).orElseThrow(() -> gone(name, "no object of that name"));
    try (InputStream in = bucket.read(object)) {
      return new String(in.readNBytes(MOST_BYTES), UTF_8);
    } catch (IOException e) {
      throw gone(name, String.valueOf(e.getMessage()));
    }
  }

  private DrillException gone(String name, String found) {
    return new DrillException(
        "Cannot read the night " + bucket.url(prefix + name),
        "an object that was listed a moment ago",
        found,
        "Run the same command again: nothing is run twice.");
  }

  @Override
  public void put(String name, String text) {
    String key = prefix + name;
    // A bucket may hold an earlier one of the same night, which an upload would not replace.
    bucket.find(key).ifPresent(earlier -> bucket.delete(key));
    try (Upload upload = bucket.upload(key)) {
      byte[] bytes = text.getBytes(UTF_8);
      upload.write(bytes, 0, bytes.length);
      upload.complete();
    }
  }
}
