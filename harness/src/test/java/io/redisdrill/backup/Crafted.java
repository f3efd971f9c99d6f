package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.run.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An archive that no backup wrote. */
final class Crafted {
  private record Entry(String name, byte[] content, byte type) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<BackupFile> listed = new ArrayList<>();
  private String engine = "redis";
  private String version = "7.0.15";

  Crafted file(String path, byte[] content) {
    String sum = HexFormat.of().formatHex(ArchiveWriter.sha256().digest(content));
    return file(path, content, sum);
  }

  Crafted file(String path, byte[] content, String sum) {
    listed.add(new BackupFile(path, content.length, sum));
    return raw("20261125_000000/" + path, content, TarArchiveEntry.LF_NORMAL);
  }

  Crafted file(String path, String content) {
    return file(path, content.getBytes(US_ASCII));
  }

  Crafted raw(String name, byte[] content, byte type) {
    entries.add(new Entry(name, content, type));
    return this;
  }

  Crafted from(String otherEngine, String otherVersion) {
    engine = otherEngine;
    version = otherVersion;
    return this;
  }

  Crafted metadata() {
    BackupMetadata metadata =
        new BackupMetadata(
            BackupMetadata.SCHEMA,
            "20261125_000000",
            "redis-0",
            "default",
            "rdb",
            engine,
            version,
            0,
            1,
            listed);
    byte[] text = Json.pretty(metadata).getBytes(UTF_8);
    return raw("20261125_000000/" + BackupMetadata.FILE, text, TarArchiveEntry.LF_NORMAL);
  }

  Path write(Path to) {
    try (OutputStream out = Files.newOutputStream(to);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Entry entry : entries) {
        TarArchiveEntry header = new TarArchiveEntry(entry.name(), entry.type(), true);
        if (entry.type() != TarArchiveEntry.LF_NORMAL) {
          header.setLinkName(new String(entry.content(), US_ASCII));
          header.setSize(0);
          tar.putArchiveEntry(header);
        } else {
          header.setSize(entry.content().length);
          tar.putArchiveEntry(header);
          tar.write(entry.content());
        }
        tar.closeArchiveEntry();
      }
      return to;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
