package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redisdrill.DrillException;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A backup of others, which has no metadata of ours: an archive with RDB and AOF files, or an RDB
 * file alone. It is packed anew with sums of what is there; what was lost before cannot be told.
 */
final class ForeignArchive {
  private static final long SMALL_BYTES = 1 << 20;

  private ForeignArchive() {}

  static boolean looksLikeOne(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    return name.endsWith(".tar.gz") || name.endsWith(".tgz") || name.endsWith(".rdb");
  }

  /** Returns what an archive holds, once every byte of it was read. */
  static BackupMetadata certified(Path archive, Path scratch) {
    Path ours = isOurs(archive) ? archive : packed(archive, scratch);
    BackupMetadata metadata = VerifiedBackup.verify(ours, Unpacking.DEFAULT).metadata();
    boolean loadable =
        metadata.files().stream()
            .anyMatch(file -> file.path().endsWith(".rdb") || file.path().endsWith(".aof"));
    if (!loadable) {
      throw new DrillException(
          "Cannot certify " + archive.getFileName(),
          "an RDB file or an AOF with its manifest",
          "neither: " + metadata.files().stream().map(BackupFile::path).toList(),
          "Let the backup copy the files that Redis starts from.");
    }
    return metadata;
  }

  /** Returns an archive that {@link Restore} reads: the same one, if it does already. */
  static Path adopted(Path archive, BackupMetadata as, Path scratch) {
    return as.schema().equals(BackupMetadata.SCHEMA) || isOurs(archive)
        ? archive
        : packed(archive, scratch);
  }

  private static boolean isOurs(Path archive) {
    if (isRdb(archive)) {
      return false;
    }
    boolean[] ours = {false};
    new ArchiveReader(archive, Unpacking.DEFAULT)
        .visit(
            (path, size, content) -> {
              if (path.equals(BackupMetadata.FILE) && size < SMALL_BYTES) {
                ours[0] = hasSchema(new String(content.readAllBytes(), UTF_8));
              }
            });
    return ours[0];
  }

  private static boolean hasSchema(String json) {
    try {
      return Json.MAPPER.readTree(json).has("schema");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean isRdb(Path archive) {
    try (InputStream in = Files.newInputStream(archive)) {
      return new String(in.readNBytes(5), UTF_8).equals("REDIS");
    } catch (IOException e) {
      throw unreadable(archive, e);
    }
  }

  private static Path packed(Path archive, Path scratch) {
    Path ours = scratch.resolve("adopted.tar.gz");
    try (OutputStream out = Files.newOutputStream(ours)) {
      String timestamp = Archives.timestamp(Instant.now());
      ArchiveWriter writer = new ArchiveWriter(out, timestamp);
      List<BackupFile> files = new ArrayList<>();
      Map<String, String> info = new HashMap<>();
      if (isRdb(archive)) {
        try (InputStream in = Files.newInputStream(archive)) {
          files.add(writer.add("dump.rdb", Files.size(archive), in));
        }
      } else {
        copy(archive, writer, files, info);
      }
      BackupMetadata metadata = metadata(timestamp, info, files);
      writer.add(BackupMetadata.FILE, Json.pretty(metadata).getBytes(UTF_8));
      writer.finish();
      return ours;
    } catch (IOException e) {
      throw unreadable(archive, e);
    }
  }

  private static void copy(
      Path archive, ArchiveWriter writer, List<BackupFile> files, Map<String, String> info) {
    new ArchiveReader(archive, Unpacking.DEFAULT)
        .visit(
            (path, size, content) -> {
              if (path.equals(BackupMetadata.FILE)) {
                return;
              }
              if (path.equals(BackupMetadata.INFO_FILE) && size < SMALL_BYTES) {
                byte[] text = content.readAllBytes();
                info.putAll(fields(new String(text, UTF_8)));
                files.add(writer.add(path, text));
                return;
              }
              files.add(writer.add(path, size, content));
            });
  }

  private static Map<String, String> fields(String info) {
    Map<String, String> fields = new HashMap<>();
    info.lines()
        .map(String::strip)
        .filter(line -> line.indexOf(':') > 0)
        .forEach(
            line ->
                fields.put(
                    line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)));
    return fields;
  }

  /** What an INFO that came later says of keys is no promise of what the files hold. */
  private static BackupMetadata metadata(
      String timestamp, Map<String, String> info, List<BackupFile> files) {
    boolean aof = files.stream().anyMatch(file -> file.path().endsWith(".aof"));
    boolean rdb = files.stream().anyMatch(file -> file.path().endsWith("dump.rdb"));
    return new BackupMetadata(
        "adopted",
        timestamp,
        "",
        "",
        aof && rdb ? "full" : aof ? "aof" : "rdb",
        info.getOrDefault("server_name", "redis"),
        info.getOrDefault("redis_version", "unknown"),
        0,
        0,
        files);
  }

  private static DrillException unreadable(Path archive, IOException e) {
    return new DrillException(
        "Cannot read the backup " + archive.getFileName(),
        "an archive or an RDB file that can be read to its end",
        String.valueOf(e.getMessage()),
        "Look at what the backup uploads.",
        e);
  }
}
