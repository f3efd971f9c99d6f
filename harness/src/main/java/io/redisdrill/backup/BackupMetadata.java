package io.redisdrill.backup;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a backup says of itself: {@code metadata.json}, the last file of the archive.
 *
 * @param schema of this record
 * @param timestamp when it was made, UTC, {@code 20261125_020000}
 * @param pod that Redis ran in
 * @param namespace of the pod
 * @param type {@code rdb}, {@code aof} or {@code full} for both
 * @param engine what Redis called itself, {@code redis} or {@code valkey}
 * @param redisVersion of the server
 * @param replicationOffset before the first file was read
 * @param keys in all databases, before the first file was read
 * @param files but this one, in the order of the archive
 */
public record BackupMetadata(
    String schema,
    String timestamp,
    String pod,
    String namespace,
    String type,
    String engine,
    String redisVersion,
    long replicationOffset,
    long keys,
    List<BackupFile> files) {
  /** The schema that this release writes. */
  public static final String SCHEMA = "redis-drill/backup/1";

  /** Its name in an archive. */
  public static final String FILE = "metadata.json";

  /** The name of the answer to INFO in an archive. */
  public static final String INFO_FILE = "redis-info.txt";

  public BackupMetadata {
    // Also what Jackson found nothing for.
    Objects.requireNonNull(timestamp, "timestamp");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(redisVersion, "redisVersion");
    files = List.copyOf(files);
  }

  /** Returns what it says of a file, if it names that. */
  public Optional<BackupFile> file(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  /** Returns the size of all files, in bytes. */
  public long bytes() {
    return files.stream().mapToLong(BackupFile::size).sum();
  }
}
