package io.redisdrill.backup.s3;

import io.redisdrill.platform.DataFiles.Content;
import io.redisdrill.platform.Relay;
import io.redisdrill.platform.SharedStore;
import java.io.IOException;
import java.io.InputStream;

/**
 * A bucket as the way for large files between this JVM and a pod; what goes through it is deleted
 * afterwards.
 *
 * @param through the bucket, as this JVM reaches it
 * @param store how pods reach it
 */
public record BucketRelay(Bucket through, SharedStore store) implements Relay {
  @Override
  public String bucket() {
    return through.settings().bucket();
  }

  @Override
  public Content open(String key) throws IOException {
    Stored object =
        through.find(key).orElseThrow(() -> new IOException("no object " + through.url(key)));
    return new Content(object.bytes(), through.read(object));
  }

  @Override
  public void put(String key, InputStream content, long size) throws IOException {
    try (Upload upload = through.upload(key)) {
      long sent = content.transferTo(upload);
      if (sent != size) {
        throw new IOException("%,d of %,d bytes came".formatted(sent, size));
      }
      upload.complete();
    }
  }

  @Override
  public void delete(String key) {
    through.delete(key);
  }
}
