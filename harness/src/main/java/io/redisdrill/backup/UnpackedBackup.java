package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.aof.AofManifest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A backup, of this tool or of others, unpacked on this machine. Nothing in it has been trusted,
 * and nothing in it has been judged.
 *
 * @param archive that it was in
 * @param directory that it is in, each file at its path
 * @param files that Redis starts from, and what tells of them, in the layout of Redis 7
 * @param found every file that was in it, at its path there
 * @param told what the archive says of itself, if it is of this tool
 * @param info the answer to INFO in the archive, by field; empty if there is none
 */
public record UnpackedBackup(
    Path archive,
    Path directory,
    List<UnpackedFile> files,
    List<BackupFile> found,
    Optional<BackupMetadata> told,
    Map<String, String> info) {
  /** Where {@link Restore} looks for it, below the data directory of Redis. */
  public static final String PLACE = ".unpacked/";

  public UnpackedBackup {
    files = List.copyOf(files);
    found = List.copyOf(found);
    info = Map.copyOf(info);
  }

  /**
   * Unpacks a {@code .tar.gz}, an RDB file, or an RDB file that gzip compressed.
   *
   * @param directory that is made for it
   * @throws BrokenBackupException if it is damaged, or holds nothing that Redis starts from
   * @throws DrillException if it cannot be read for another reason: it is encrypted, or over the
   *     limits
   */
  public static UnpackedBackup unpack(Path archive, Path directory, Unpacking limits) {
    Unpacker unpacker = new Unpacker(directory);
    switch (ArchiveForm.of(archive)) {
      case TAR_GZ -> new ArchiveReader(archive, limits).visit(unpacker);
      case RDB_GZ -> alone(archive, unpacker, limits, true);
      case RDB -> alone(archive, unpacker, limits, false);
    }
    return BackupLayout.arrange(archive, directory, unpacker.files());
  }

  private static void alone(Path archive, Unpacker unpacker, Unpacking limits, boolean packed) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        InputStream in =
            packed
                ? ArchiveReader.limited(new GZIPInputStream(file, 1 << 16), archive, limits)
                : file) {
      unpacker.file("dump.rdb", -1, in);
    } catch (IOException e) {
      throw new BrokenBackupException(
          "Cannot read " + archive.getFileName(),
          "an RDB file that can be read to its end",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "It was cut off or damaged: get it again, or use another backup.",
          e);
    }
  }

  /** Returns the size of all files that were in it. */
  public long bytes() {
    return found.stream().mapToLong(BackupFile::size).sum();
  }

  /** Returns the list of the AOF's files, if it has an AOF. */
  public Optional<UnpackedFile> manifest() {
    return files.stream().filter(file -> file.path().endsWith(".manifest")).findFirst();
  }

  /** Returns the RDB file that is no part of an AOF, if there is one. */
  public Optional<UnpackedFile> snapshot() {
    return files.stream()
        .filter(file -> file.path().endsWith(".rdb") && !file.path().contains("/"))
        .findFirst();
  }

  /** Returns the names under which Redis has to look for what is in it. */
  public PersistentFiles names() {
    String rdb = snapshot().map(UnpackedFile::path).orElse("dump.rdb");
    return manifest()
        .map(
            list -> {
              int slash = list.path().indexOf('/');
              String aof = list.path().substring(slash + 1).replaceFirst("\\.manifest$", "");
              return new PersistentFiles(true, true, rdb, list.path().substring(0, slash), aof);
            })
        .orElseGet(() -> new PersistentFiles(false, true, rdb, "appendonlydir", "appendonly.aof"));
  }

  /** Returns what is known of who made it, and the files as they were found. */
  public BackupMetadata metadata() {
    return BackupLayout.metadata(this);
  }

  VerifiedBackup verified() {
    return new VerifiedBackup(
        archive,
        metadata(),
        manifest()
            .map(
                list ->
                    new VerifiedBackup.Manifest(
                        list.path(), AofManifest.parse(list.path(), text(list.path())))));
  }

  /** Returns the paths of the AOF's files, as its list names them. */
  public List<String> aofParts() {
    return verified()
        .manifest()
        .map(list -> list.list().files().stream().map(list::pathOf).toList())
        .orElse(List.of());
  }

  String text(String path) {
    return BackupLayout.text(directory.resolve(path));
  }
}
