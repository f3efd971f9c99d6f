package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redisdrill.DrillException;
import io.redisdrill.aof.AofManifest;
import io.redisdrill.backup.UnpackedFile.Form;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what Redis starts from among the files of an archive, however deep others packed it, and
 * arranges it as Redis 7 lays it out. Not thread-safe.
 */
final class BackupLayout {
  private static final long SMALL_BYTES = 1 << 20;
  private static final String AOF_DIRECTORY = "appendonlydir/";

  private final Path archive;
  private final Path directory;
  private final List<UnpackedFile> found;
  private final List<UnpackedFile> arranged = new ArrayList<>();

  private BackupLayout(Path archive, Path directory, List<UnpackedFile> found) {
    this.archive = archive;
    this.directory = directory;
    this.found = found;
  }

  static UnpackedBackup arrange(Path archive, Path directory, List<UnpackedFile> found) {
    BackupLayout layout = new BackupLayout(archive, directory, found);
    Optional<BackupMetadata> told = layout.told();
    Map<String, String> info = layout.info();
    layout.arrange();
    layout.requireSomething();
    List<BackupFile> all = found.stream().map(UnpackedFile::file).toList();
    return new UnpackedBackup(archive, directory, layout.arranged, all, told, info);
  }

  private Map<String, String> info() {
    return named(BackupMetadata.INFO_FILE)
        .map(file -> fields(text(directory.resolve(file.path()))))
        .orElseGet(Map::of);
  }

  private Optional<UnpackedFile> named(String name) {
    return found.stream()
        .filter(file -> file.path().equals(name) || file.path().endsWith("/" + name))
        .findFirst();
  }

  private Optional<BackupMetadata> told() {
    return named(BackupMetadata.FILE)
        .filter(file -> file.path().equals(BackupMetadata.FILE))
        .map(file -> text(directory.resolve(file.path())))
        .filter(text -> text.contains("\"redis-drill/backup/"))
        .map(this::parsed);
  }

  private BackupMetadata parsed(String text) {
    try {
      return Json.MAPPER.readValue(text, BackupMetadata.class);
    } catch (JsonProcessingException e) {
      throw broken("metadata.json as this tool writes it", String.valueOf(e.getOriginalMessage()));
    }
  }

  private void arrange() {
    Optional<UnpackedFile> manifest =
        found.stream().filter(file -> file.path().endsWith(".manifest")).findFirst();
    List<String> parts = new ArrayList<>();
    manifest.ifPresent(list -> parts.addAll(arrangeAof(list)));
    if (manifest.isEmpty()) {
      oldAof().ifPresent(this::arrangeOldAof);
    }
    List<UnpackedFile> snapshots =
        found.stream()
            .filter(file -> file.path().endsWith(".rdb") && !parts.contains(file.path()))
            .toList();
    if (snapshots.size() > 1) {
      throw new DrillException(
          "Cannot tell what to restore from " + archive.getFileName(),
          "one RDB file",
          String.join(", ", snapshots.stream().map(UnpackedFile::path).toList()),
          "Pack the one that is meant by itself.");
    }
    snapshots.forEach(file -> put(file, fileName(file.path())));
  }

  private List<String> arrangeAof(UnpackedFile list) {
    String beside = list.path().substring(0, list.path().lastIndexOf('/') + 1);
    AofManifest manifest;
    try {
      manifest = AofManifest.parse(list.path(), text(directory.resolve(list.path())));
    } catch (DrillException e) {
      throw broken("the list of an AOF's files", String.valueOf(e.getMessage()));
    }
    List<String> parts = new ArrayList<>();
    for (AofManifest.Part part : manifest.files()) {
      UnpackedFile file =
          found.stream()
              .filter(each -> each.path().equals(beside + part.name()))
              .findFirst()
              .orElseThrow(() -> broken("each file of " + list.path(), "no " + part.name()));
      parts.add(file.path());
      put(file, AOF_DIRECTORY + part.name());
    }
    put(list, AOF_DIRECTORY + fileName(list.path()));
    return parts;
  }

  /** Before Redis 7 the AOF was one file; Redis 7 takes it for the base of a new one. */
  private Optional<UnpackedFile> oldAof() {
    return found.stream().filter(file -> file.path().endsWith(".aof")).findFirst();
  }

  private void arrangeOldAof(UnpackedFile aof) {
    String name = fileName(aof.path());
    put(aof, AOF_DIRECTORY + name);
    byte[] list = ("file " + name + " seq 1 type b\n").getBytes(UTF_8);
    String path = AOF_DIRECTORY + name + ".manifest";
    try {
      Files.write(directory.resolve(path), list);
    } catch (IOException e) {
      throw cannotArrange(path, e);
    }
    String sum = HexFormat.of().formatHex(ArchiveWriter.sha256().digest(list));
    arranged.add(new UnpackedFile(new BackupFile(path, list.length, sum), Form.OTHER, Map.of()));
  }

  private void put(UnpackedFile file, String path) {
    try {
      Path to = directory.resolve(path);
      Files.createDirectories(to.getParent());
      if (!path.equals(file.path())) {
        Files.move(directory.resolve(file.path()), to);
      }
    } catch (IOException e) {
      throw cannotArrange(path, e);
    }
    arranged.add(file.at(path));
  }

  private void requireSomething() {
    boolean loadable =
        arranged.stream()
            .anyMatch(file -> file.path().endsWith(".rdb") || file.path().endsWith(".aof"));
    if (!loadable) {
      throw broken(
          "an RDB file or an AOF",
          found.isEmpty() ? "no file at all" : found.size() + " files, and none of Redis");
    }
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String text(Path file) {
    try {
      if (Files.size(file) > SMALL_BYTES) {
        throw new BrokenBackupException(
            "Cannot read " + file.getFileName(),
            "a short text",
            "%,d bytes".formatted(Files.size(file)),
            "It is no backup of Redis: use another one.",
            null);
      }
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw cannotArrange(String.valueOf(file.getFileName()), e);
    }
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

  static BackupMetadata metadata(UnpackedBackup backup) {
    List<BackupFile> files = backup.files().stream().map(UnpackedFile::file).toList();
    Optional<BackupMetadata> told = backup.told();
    boolean aof = backup.manifest().isPresent();
    boolean rdb = backup.snapshot().isPresent();
    return new BackupMetadata(
        told.map(BackupMetadata::schema).orElse("adopted"),
        told.map(BackupMetadata::timestamp)
            .orElseGet(() -> fileName(backup.archive().toString()).replaceAll("[^\\w.-]", "_")),
        told.map(BackupMetadata::pod).orElse(""),
        told.map(BackupMetadata::namespace).orElse(""),
        aof && rdb ? "full" : aof ? "aof" : "rdb",
        told.map(BackupMetadata::engine)
            .orElseGet(() -> backup.info().getOrDefault("server_name", "redis")),
        told.map(BackupMetadata::redisVersion).orElseGet(() -> version(backup)),
        told.map(BackupMetadata::replicationOffset).orElse(0L),
        told.map(BackupMetadata::keys).orElse(0L),
        files);
  }

  private static String version(UnpackedBackup backup) {
    return Optional.ofNullable(backup.info().get("redis_version"))
        .or(
            () ->
                backup.files().stream()
                    .flatMap(file -> Optional.ofNullable(file.details().get("redis-ver")).stream())
                    .findFirst())
        .orElse("unknown");
  }

  private BrokenBackupException broken(String expected, String found) {
    return new BrokenBackupException(
        "Cannot restore " + archive.getFileName(), expected, found, "Use another backup.", null);
  }

  private static DrillException cannotArrange(String path, IOException e) {
    return new DrillException(
        "Cannot unpack " + path,
        "a temporary directory that can be written",
        String.valueOf(e),
        "Free some space, or name another place with -Djava.io.tmpdir=DIR.",
        e);
  }
}
