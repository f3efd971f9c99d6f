package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redisdrill.DrillException;
import io.redisdrill.aof.AofManifest;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An archive whose every byte was read and held against its checksums.
 *
 * @param archive on this machine
 * @param metadata what it says of itself
 * @param manifest the list of its AOF's files, by the path of the list; absent without an AOF
 */
record VerifiedBackup(Path archive, BackupMetadata metadata, Optional<Manifest> manifest) {
  private static final int SMALL_BYTES = 1 << 20;
  private static final int MAGIC_BYTES = 9;

  /** A list of files, and where it was. */
  record Manifest(String path, AofManifest list) {
    /** Returns the path of a file in it. */
    String pathOf(AofManifest.Part part) {
      return path.substring(0, path.lastIndexOf('/') + 1) + part.name();
    }

    /** Returns the name that the names of its files begin with. */
    String aof() {
      return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.manifest$", "");
    }
  }

  /**
   * Reads an archive to its end.
   *
   * @throws DrillException if it is not whole, or not what its metadata says
   */
  static VerifiedBackup verify(Path archive, Unpacking limits) {
    Reading reading = new Reading(archive);
    new ArchiveReader(archive, limits).visit(reading);
    BackupMetadata metadata = reading.metadata();
    reading.requireEngine(metadata);
    reading.requireFiles(metadata);
    return new VerifiedBackup(archive, metadata, reading.manifest(metadata));
  }

  /** Returns whether a file is all of an AOF, as it was before Redis 7: not below a directory. */
  static boolean isOldAof(String path) {
    return path.endsWith(".aof") && path.indexOf('/') < 0;
  }

  private static final class Reading implements ArchiveReader.Visitor {
    private final Path archive;
    private final List<BackupFile> found = new ArrayList<>();
    private final Map<String, byte[]> small = new HashMap<>();
    private final List<String> ofValkey = new ArrayList<>();

    Reading(Path archive) {
      this.archive = archive;
    }

    @Override
    public void file(String path, long size, InputStream content) throws IOException {
      DigestInputStream summed = new DigestInputStream(content, ArchiveWriter.sha256());
      if (path.equals(BackupMetadata.FILE) || path.endsWith(".manifest")) {
        if (size > SMALL_BYTES) {
          throw bad("a list of files", "%s of %,d bytes".formatted(path, size));
        }
        small.put(path, summed.readAllBytes());
      } else {
        byte[] begin = summed.readNBytes(MAGIC_BYTES);
        if (path.endsWith(".rdb")) {
          requireRdb(path, new String(begin, US_ASCII));
        }
        summed.transferTo(OutputStream.nullOutputStream());
      }
      String sum = HexFormat.of().formatHex(summed.getMessageDigest().digest());
      found.add(new BackupFile(path, size, sum));
    }

    private void requireRdb(String path, String magic) {
      String found = "%s, which begins with '%s'".formatted(path, magic.replaceAll("[^ -~]", "?"));
      if (magic.matches("VALKEY\\d{3}")) {
        ofValkey.add(found);
      } else if (!magic.matches("REDIS\\d{4}")) {
        throw bad("an RDB file, which begins with REDIS or VALKEY and a number", found);
      }
    }

    /** Valkey writes a beginning of its own since 9.0, which Redis does not know. */
    void requireEngine(BackupMetadata metadata) {
      if (!ofValkey.isEmpty() && !metadata.engine().equals("valkey")) {
        throw bad("an RDB file of " + metadata.engine(), ofValkey.get(0));
      }
    }

    BackupMetadata metadata() {
      byte[] text = small.get(BackupMetadata.FILE);
      if (text == null) {
        throw bad("metadata.json as its last file", "none: " + paths());
      }
      try {
        return Optional.ofNullable(
                Json.MAPPER.readValue(new String(text, UTF_8), BackupMetadata.class))
            .orElseThrow(() -> bad("metadata.json as this tool writes it", "null"));
      } catch (JsonProcessingException e) {
        throw bad("metadata.json as this tool writes it", String.valueOf(e.getMessage()));
      }
    }

    private List<String> paths() {
      return found.stream().map(BackupFile::path).toList();
    }

    void requireFiles(BackupMetadata metadata) {
      for (BackupFile expected : metadata.files()) {
        BackupFile there =
            found.stream()
                .filter(file -> file.path().equals(expected.path()))
                .findFirst()
                .orElseThrow(() -> bad(expected.path(), "no such file: " + paths()));
        if (!there.equals(expected)) {
          throw bad(expected.toString(), there.toString());
        }
      }
      found.stream()
          .filter(file -> !file.path().equals(BackupMetadata.FILE))
          .filter(file -> metadata.file(file.path()).isEmpty())
          .findFirst()
          .ifPresent(
              file -> {
                throw bad("the files that metadata.json lists", file.path() + " as well");
              });
    }

    Optional<Manifest> manifest(BackupMetadata metadata) {
      Optional<Manifest> manifest =
          small.keySet().stream()
              .filter(path -> path.endsWith(".manifest"))
              .findFirst()
              .map(path -> new Manifest(path, list(path)));
      if (manifest.isEmpty()
          && paths().stream().anyMatch(path -> path.endsWith(".aof") && !isOldAof(path))) {
        throw bad("the manifest of its AOF", "none: " + paths());
      }
      manifest.ifPresent(
          all ->
              all.list().files().stream()
                  .map(all::pathOf)
                  .filter(path -> metadata.file(path).isEmpty())
                  .findFirst()
                  .ifPresent(
                      path -> {
                        throw bad("each file of " + all.path(), "no " + path);
                      }));
      return manifest;
    }

    private AofManifest list(String path) {
      byte[] text = small.getOrDefault(path, new byte[0]);
      return AofManifest.parse(path, new String(text, UTF_8));
    }

    private DrillException bad(String expected, String found) {
      return new BrokenBackupException(
          "Cannot restore from " + archive.getFileName(),
          expected,
          found,
          "Use another backup; nothing was changed.",
          null);
    }
  }
}
