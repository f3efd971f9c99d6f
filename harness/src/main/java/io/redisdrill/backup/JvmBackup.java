package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.backup.s3.Upload;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Backs up from this JVM: lets Redis save, reads its files while it goes on, and streams the
 * archive into the bucket. The object comes into being at the very end, as a whole.
 *
 * <p>A snapshot is as old as its BGSAVE, an AOF as young as the moment at which its last file was
 * looked at. Nothing is read from the memory of Redis, so what it has not written is not in it.
 *
 * @param keep how many backups stay in the bucket, the newest
 * @param limit for each of BGSAVE and BGREWRITEAOF
 * @param step told of each step as it begins
 */
public record JvmBackup(int keep, Duration limit, Consumer<String> step)
    implements BackupProcedure {
  private static final int KEEP = 3;
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final String REWRITES = "auto-aof-rewrite-percentage";

  public JvmBackup {
    if (keep < 1) {
      throw new UsageException(
          "Cannot keep the backups",
          "at least 1 that stays",
          keep + "",
          "Correct the number of backups to keep.");
    }
  }

  /** Keeps three, as the guide does, and waits half an hour for a child of Redis. */
  public JvmBackup() {
    this(KEEP, LIMIT, step -> {});
  }

  /** Returns a copy that tells its steps. */
  public JvmBackup telling(Consumer<String> listener) {
    return new JvmBackup(keep, limit, listener);
  }

  @Override
  public String name() {
    return "jvm";
  }

  /** Returns what {@link #run} would do; asks the server and the bucket, and changes neither. */
  public BackupPreview preview(BackupSource source, Bucket bucket) {
    try (Console console = source.clients().console(source.redis().endpoint())) {
      Map<String, String> info = console.info();
      PersistentFiles names = PersistentFiles.of(console.config());
      List<DataFile> files =
          source.redis().files().list().stream().filter(file -> names.owns(file.path())).toList();
      String words =
          "%s %s with %,d keys: %s"
              .formatted(
                  info.getOrDefault("server_name", "redis"),
                  info.getOrDefault("redis_version", "unknown"),
                  Keyspace.keys(info),
                  names.appendOnly() ? "its AOF" : "a new snapshot");
      return new BackupPreview(
          words,
          files,
          bucket.url(Archives.key("<timestamp>")),
          Archives.outdated(bucket, keep - 1).stream().map(Stored::key).toList());
    } catch (RedisUnavailableException e) {
      throw away(source, e);
    }
  }

  @Override
  public BackupReport run(BackupSource source, Bucket bucket) throws InterruptedException {
    Timing timing = new Timing(step);
    try (Console console = source.clients().console(source.redis().endpoint())) {
      Map<String, String> config = console.config();
      PersistentFiles names = PersistentFiles.of(config);
      String rewrites = config.getOrDefault(REWRITES, "100");
      try {
        console.status("CONFIG", "SET", REWRITES, "0");
        return run(source, bucket, console, names, timing);
      } finally {
        putBack(source, rewrites);
        source.redis().files().release();
      }
    } catch (RedisUnavailableException e) {
      throw away(source, e);
    }
  }

  private static DrillException away(BackupSource source, RedisUnavailableException e) {
    return new DrillException(
        "Cannot back up the Redis on port " + source.redis().endpoint().port(),
        "a server that answers to the end",
        String.valueOf(e.getMessage()),
        "No backup was made: start it, or correct the password, and run again.",
        e);
  }

  private BackupReport run(
      BackupSource source, Bucket bucket, Console console, PersistentFiles names, Timing timing)
      throws InterruptedException {
    Children children = new Children(console, source.clock(), limit);
    long saved = Long.MAX_VALUE;
    if (names.savePoints() || !names.appendOnly()) {
      timing.begin("save");
      saved = children.save();
    }
    if (names.appendOnly()) {
      timing.begin("rewrite");
      children.rewrite();
    }
    timing.begin("upload");
    String timestamp = Archives.free(bucket);
    String key = Archives.key(timestamp);
    FilesOf files =
        new FilesOf(source.redis().files(), names, source.clock(), console::info, saved);
    Stored stored;
    BackupMetadata metadata;
    try (Upload upload = bucket.upload(key)) {
      metadata = write(new ArchiveWriter(upload, timestamp), files, console, source, timestamp);
      timing.through(metadata.bytes());
      timing.begin("complete");
      stored = upload.complete();
    } catch (IOException e) {
      throw new DrillException(
          "Cannot back up to " + bucket.url(key),
          "files that can be read to their end",
          String.valueOf(e.getMessage()),
          "No backup was made: run again.",
          e);
    }
    timing.begin("retention");
    List<String> deleted = Archives.keepNewest(bucket, keep);
    return new BackupReport(
        key, bucket.url(key), stored.bytes(), files.point(), metadata, timing.end(), deleted);
  }

  private static BackupMetadata write(
      ArchiveWriter archive, FilesOf files, Console console, BackupSource source, String timestamp)
      throws IOException, InterruptedException {
    Map<String, String> info = console.info();
    List<BackupFile> added = files.addTo(archive, info);
    BackupMetadata metadata =
        new BackupMetadata(
            BackupMetadata.SCHEMA,
            timestamp,
            source.pod(),
            source.namespace(),
            files.type(),
            info.getOrDefault("server_name", "redis"),
            info.getOrDefault("redis_version", "unknown"),
            Children.number(info, "master_repl_offset"),
            Keyspace.keys(info),
            added);
    archive.add(BackupMetadata.FILE, Json.pretty(metadata).getBytes(UTF_8));
    archive.finish();
    return metadata;
  }

  /** A process that was started since has read its own setting from its file. */
  private static void putBack(BackupSource source, String rewrites) {
    try (Console again = source.clients().console(source.redis().endpoint())) {
      again.status("CONFIG", "SET", REWRITES, rewrites);
    } catch (RedisUnavailableException away) {
      // Then there is no process in which it is off.
      return;
    }
  }
}
