package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.redisdrill.DrillException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What a backup looks like from its first bytes, whatever its name is. */
enum ArchiveForm {
  TAR_GZ,
  RDB_GZ,
  RDB;

  private static final int HEAD = 512;
  private static final int TAR_MAGIC = 257;

  /** Beginnings of what has to be decrypted first. Source: magic(5), RFC 9580, age's format. */
  private static final Map<String, String> ENCRYPTED =
      in(
          "Salted__", "by openssl enc",
          "-----BEGIN PGP MESSAGE", "by gpg, in ASCII",
          "age-encryption.org/", "by age",
          "-----BEGIN AGE ENCRYPTED", "by age, in ASCII",
          "\u0084", "by gpg",
          "\u0085", "by gpg",
          "\u008c", "by gpg",
          "\u00c1", "by gpg",
          "\u00c3", "by gpg");

  private static final Map<String, String> OTHERS =
      in(
          "PK\u0003\u0004", "a zip archive",
          "\u00fd7zXZ", "compressed by xz",
          "(\u00b5/\u00fd", "compressed by zstd",
          "BZh", "compressed by bzip2",
          "\u0004\"M\u0018", "compressed by lz4",
          "7z\u00bc\u00af", "a 7z archive");

  private static Map<String, String> in(String... pairs) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      ordered.put(pairs[i], pairs[i + 1]);
    }
    return ordered;
  }

  /**
   * Returns what it is.
   *
   * @throws BrokenBackupException if it is empty, or nothing that anybody would restore
   * @throws DrillException if it may be a backup, but has to be made readable first
   */
  static ArchiveForm of(Path archive) {
    String name = String.valueOf(archive.getFileName());
    String head = head(archive);
    if (head.isEmpty()) {
      throw new BrokenBackupException(
          "Cannot restore " + name, "a backup", "an empty file", "Look at what uploads it.", null);
    }
    if (isRdb(head)) {
      return RDB;
    }
    if (head.startsWith("\u001f\u008b")) {
      return isRdb(inside(archive)) ? RDB_GZ : TAR_GZ;
    }
    refuse(name, head);
    throw new BrokenBackupException(
        "Cannot restore " + name,
        "a .tar.gz, an RDB file, or one compressed by gzip",
        "neither: it begins with '"
            + head.substring(0, Math.min(16, head.length())).replaceAll("[^ -~]", "?")
            + "'",
        "It is damaged, or no backup of Redis: use another one.",
        null);
  }

  private static void refuse(String name, String head) {
    for (Map.Entry<String, String> form : ENCRYPTED.entrySet()) {
      if (head.startsWith(form.getKey())) {
        throw new DrillException(
            "Cannot read " + name,
            "a backup in the clear",
            "one that was encrypted " + form.getValue(),
            "Decrypt it first, and drill what comes out; nothing is known of it as it is.");
      }
    }
    for (Map.Entry<String, String> form : OTHERS.entrySet()) {
      if (head.startsWith(form.getKey())) {
        throw other(name, form.getValue());
      }
    }
    if (head.startsWith("ustar", TAR_MAGIC)) {
      throw other(name, "a tar archive that is not compressed");
    }
  }

  private static DrillException other(String name, String found) {
    return new DrillException(
        "Cannot read " + name,
        "a .tar.gz, an RDB file, or one compressed by gzip",
        found,
        "Unpack it, and pack it with tar czf; nothing is known of it as it is.");
  }

  private static boolean isRdb(String head) {
    return head.startsWith("REDIS0") || head.startsWith("VALKEY0");
  }

  private static String head(Path archive) {
    try (InputStream in = Files.newInputStream(archive)) {
      return new String(in.readNBytes(HEAD), ISO_8859_1);
    } catch (IOException e) {
      throw new DrillException(
          "Cannot read " + archive,
          "a file that this user may read",
          String.valueOf(e),
          "Correct its name or its rights.",
          e);
    }
  }

  /** Nothing where it cannot be unpacked: whoever reads all of it will say why. */
  private static String inside(Path archive) {
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      return new String(in.readNBytes(HEAD), ISO_8859_1);
    } catch (IOException damaged) {
      return "";
    }
  }
}
