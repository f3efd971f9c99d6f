package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.backup.s3.Upload;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.run.Json;
import io.redisdrill.run.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A backup as scripts are often written, with one flaw: a planted defect for the track record.
 *
 * @param flaw that it has
 */
public record FlawedBackup(Flaw flaw) implements BackupProcedure {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration WRITE_ON = Duration.ofMillis(500);

  /** What is wrong. */
  public enum Flaw {
    /** Copies {@code appendonly.aof}, which Redis 7 no longer has. */
    SINGLE_FILE,
    /**
     * Takes {@code rdb_bgsave_in_progress:0} for the end of BGSAVE, and the answer to BGSAVE for
     * its start: redis-cli ends with 0 when Redis refuses.
     */
    FLAG_WAIT,
    /** Copies the AOF's files, then its manifest, while a rewrite replaces them. */
    LIVE_COPY
  }

  @Override
  public String name() {
    return flaw.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public BackupReport run(BackupSource source, Bucket bucket) throws InterruptedException {
    try (Console console = source.clients().console(source.redis().endpoint())) {
      PersistentFiles names = PersistentFiles.of(console.config());
      Children children = new Children(console, source.clock(), LIMIT);
      DataFiles files = source.redis().files();
      return switch (flaw) {
        case SINGLE_FILE -> throw noSingleFile(files, names);
        case FLAG_WAIT -> {
          children.save(); // the one of an hour before
          Waiting.pass(WRITE_ON, () -> {});
          long point = source.clock().now();
          saveAndWaitForTheFlag(console);
          Map<String, byte[]> content = Map.of(names.rdb(), files.read(names.rdb()));
          yield upload(source, bucket, console, content, "rdb", point);
        }
        case LIVE_COPY -> {
          long point = source.clock().now();
          Map<String, byte[]> content = copyWhileRewriting(files, names, children);
          yield upload(source, bucket, console, content, "aof", point);
        }
      };
    }
  }

  private static DrillException noSingleFile(DataFiles files, PersistentFiles names) {
    List<String> there = files.list().stream().map(DataFile::path).toList();
    if (there.contains(names.aof())) {
      return new DrillException(
          "Cannot show a missing " + names.aof(),
          "a Redis of version 7 or later",
          "an older one, which has that file",
          "There is no such defect in it.");
    }
    return new DrillException(
        "Cannot copy " + names.aof(),
        "one file of that name",
        "none: " + there,
        "Since Redis 7 the AOF is the directory %s; copy it with its manifest."
            .formatted(names.aofDirectory()));
  }

  private static void saveAndWaitForTheFlag(Console console) throws InterruptedException {
    console.status("BGREWRITEAOF");
    try {
      console.status("BGSAVE");
    } catch (RedisUnavailableException refused) {
      // redis-cli prints this and ends with 0; the script goes on.
    }
    Waiting.until(
        "rdb_bgsave_in_progress:0",
        LIMIT,
        () -> "0".equals(console.info().get("rdb_bgsave_in_progress")),
        () -> "1");
  }

  /** In the order of their names, as cp and tar go: the manifest comes last. */
  private static Map<String, byte[]> copyWhileRewriting(
      DataFiles files, PersistentFiles names, Children children) throws InterruptedException {
    Map<String, byte[]> content = new LinkedHashMap<>();
    for (DataFile file : files.list()) {
      if (file.path().startsWith(names.aofDirectory() + "/")
          && !file.path().equals(names.manifest())) {
        content.put(file.path(), files.read(file.path()));
      }
    }
    children.rewrite();
    content.put(names.manifest(), files.read(names.manifest()));
    return content;
  }

  private static BackupReport upload(
      BackupSource source,
      Bucket bucket,
      Console console,
      Map<String, byte[]> content,
      String type,
      long point)
      throws InterruptedException {
    String timestamp = Archives.free(bucket);
    String key = Archives.key(timestamp);
    Map<String, String> info = console.info();
    try (Upload upload = bucket.upload(key)) {
      ArchiveWriter archive = new ArchiveWriter(upload, timestamp);
      List<BackupFile> added = new ArrayList<>();
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        added.add(archive.add(file.getKey(), file.getValue()));
      }
      BackupMetadata metadata =
          new BackupMetadata(
              BackupMetadata.SCHEMA,
              timestamp,
              source.pod(),
              source.namespace(),
              type,
              info.getOrDefault("server_name", "redis"),
              info.getOrDefault("redis_version", "unknown"),
              Children.number(info, "master_repl_offset"),
              Keyspace.keys(info),
              added);
      archive.add(BackupMetadata.FILE, Json.pretty(metadata).getBytes(UTF_8));
      archive.finish();
      Stored stored = upload.complete();
      return new BackupReport(
          key, bucket.url(key), stored.bytes(), point, metadata, List.of(), List.of());
    } catch (IOException e) {
      throw new DrillException(
          "Cannot back up to " + bucket.url(key),
          "an archive that can be written",
          String.valueOf(e),
          "Look at the bucket.",
          e);
    }
  }
}
