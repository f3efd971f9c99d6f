package io.redisdrill.restoredrill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.backup.BrokenBackupException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.restoredrill.RestoreResult.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object in a bucket; {@code KEY.sha256} beside it is compared, if it is there.
 *
 * @param bucket that is read, and left as it is
 * @param key of the object, or what the keys of all backups begin with
 * @param latest whether the newest of those is meant
 */
public record BucketOrigin(Bucket bucket, String key, boolean latest) implements Origin {
  /** What lies beside a backup and is none. */
  private static final Pattern BESIDE =
      Pattern.compile(".*(/|\\.(sha\\d+|md5|asc|sig|json|txt|log))");

  private static final int SMALL_BYTES = 1 << 12;

  @Override
  public String source() {
    return bucket.url(key) + (latest ? " (the newest)" : "");
  }

  @Override
  public String step() {
    return "download";
  }

  @Override
  public Fetched fetch(Path scratch) {
    Stored object = latest ? newest() : named();
    Path archive = scratch.resolve(object.key().substring(object.key().lastIndexOf('/') + 1));
    Bucket.Opened opened = bucket.open(object);
    try (InputStream in = opened.stream();
        OutputStream out = Files.newOutputStream(archive)) {
      Sums.Digested read = Sums.copy(in, out);
      if (read.bytes() != object.bytes()) {
        throw new IOException("the stream ended after %,d bytes".formatted(read.bytes()));
      }
      Fetched fetched =
          new Fetched(
              bucket.url(object.key()),
              archive,
              read.bytes(),
              read.sha256(),
              object.modified(),
              Optional.of(
                  new StoredObject(
                      object.key(), opened.version(), object.tag(), object.modified())),
              beside(object));
      requireUnchanged(fetched);
      return fetched;
    } catch (IOException | RuntimeException e) {
      throw e instanceof DrillException told ? told : cutOff(object, e);
    }
  }

  private Stored named() {
    return bucket
        .find(key)
        .orElseThrow(
            () ->
                new DrillException(
                    "Cannot drill " + bucket.url(key),
                    "an object of this name",
                    "none",
                    "List the bucket, and name one of its objects, or use --latest."));
  }

  private Stored newest() {
    return bucket.list(key).stream()
        .filter(object -> !BESIDE.matcher(object.key().toLowerCase(Locale.ROOT)).matches())
        .max(Comparator.comparing(Stored::modified).thenComparing(Stored::key))
        .orElseThrow(
            () ->
                new BrokenBackupException(
                    "Cannot drill the newest backup at " + bucket.url(key),
                    "at least one",
                    "none: there is nothing to restore from",
                    "See whether backups are made, and whether they go elsewhere.",
                    null));
  }

  /** Whoever may not look for it is not told whether it is there; then there is none. */
  private Optional<String> beside(Stored object) throws IOException {
    Optional<Stored> file;
    try {
      file = bucket.find(object.key() + ".sha256").filter(each -> each.bytes() < SMALL_BYTES);
    } catch (DrillException notAllowed) {
      return Optional.empty();
    }
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = bucket.read(file.get())) {
      String text = new String(in.readNBytes(SMALL_BYTES), UTF_8);
      return Sums.first(text, bucket.url(file.get().key()));
    }
  }

  @Override
  public void requireUnchanged(Fetched fetched) {
    StoredObject read = fetched.object().orElseThrow();
    Optional<String> tag = bucket.find(read.key()).map(Stored::tag);
    if (!tag.equals(Optional.of(read.eTag()))) {
      throw new DrillException(
          "Cannot drill " + bucket.url(read.key()),
          "an object that stays as it is while it is read, with the ETag " + read.eTag(),
          tag.map(other -> "another one of the same name, with the ETag " + other)
              .orElse("none any more"),
          "Let the backup end first, and give each backup a name of its own.");
    }
  }

  private DrillException cutOff(Stored object, Exception e) {
    return new DrillException(
        "Cannot download " + bucket.url(object.key()),
        "%,d bytes, and space for them".formatted(object.bytes()),
        String.valueOf(e.getMessage()),
        "Nothing was changed: run it again.",
        e);
  }
}
