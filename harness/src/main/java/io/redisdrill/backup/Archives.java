package io.redisdrill.backup;

import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** How archives are named in a bucket, and which stay there. */
public final class Archives {
  /** What all keys begin with. */
  public static final String PREFIX = "redis-backups/redis-backup-";

  private static final String SUFFIX = ".tar.gz";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
  private static final Pattern KEY =
      Pattern.compile(Pattern.quote(PREFIX) + "\\d{8}_\\d{6}" + Pattern.quote(SUFFIX));

  private static final Duration FREE_LIMIT = Duration.ofSeconds(30);

  private Archives() {}

  static String timestamp(Instant when) {
    return STAMP.format(when);
  }

  /** Returns the timestamp of this second, or of the next one that has no backup yet. */
  static String free(Bucket bucket) throws InterruptedException {
    AtomicReference<String> now = new AtomicReference<>("");
    Waiting.until(
        "a second without a backup",
        FREE_LIMIT,
        () -> {
          String timestamp = timestamp(Instant.now());
          boolean asked = timestamp.equals(now.getAndSet(timestamp));
          return !asked && bucket.find(key(timestamp)).isEmpty();
        },
        () -> "one of " + now);
    return String.valueOf(now.get());
  }

  static String key(String timestamp) {
    return PREFIX + timestamp + SUFFIX;
  }

  /** Returns the backups in a bucket, the oldest first. */
  public static List<Stored> in(Bucket bucket) {
    return bucket.list(PREFIX).stream().filter(o -> KEY.matcher(o.key()).matches()).toList();
  }

  /** Returns the newest backup in a bucket, if there is any. */
  public static Optional<Stored> newest(Bucket bucket) {
    List<Stored> all = in(bucket);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Returns all but the newest {@code keep}. */
  static List<Stored> outdated(Bucket bucket, int keep) {
    List<Stored> all = in(bucket);
    return all.subList(0, Math.max(0, all.size() - keep));
  }

  static List<String> keepNewest(Bucket bucket, int keep) {
    List<String> deleted = new ArrayList<>();
    for (Stored old : outdated(bucket, keep)) {
      bucket.delete(old.key());
      deleted.add(old.key());
    }
    return deleted;
  }
}
