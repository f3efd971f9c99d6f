package io.redisdrill.backup;

import java.util.Map;

/**
 * A file of a backup that was unpacked, read once on its way to the disk.
 *
 * @param file its path, size and SHA-256
 * @param form what its bytes are
 * @param details where it is torn, or what an RDB file says of itself; never of keys or values
 */
public record UnpackedFile(BackupFile file, Form form, Map<String, String> details) {
  /** What the bytes of a file are. */
  public enum Form {
    /** An RDB file that ends with the right checksum. */
    RDB,
    /** An RDB file that was written without a checksum. */
    RDB_WITHOUT_CHECKSUM,
    /** What is called an RDB file and is none, is cut off, or has another checksum. */
    RDB_DAMAGED,
    /** A file of an AOF that ends behind a whole command, outside a transaction. */
    AOF,
    /** A file of an AOF that ends inside a command or a transaction. */
    AOF_TORN,
    /** A file of an AOF in which something is no command. */
    AOF_UNREADABLE,
    /** Anything else. */
    OTHER
  }

  public UnpackedFile {
    details = Map.copyOf(details);
  }

  /** Returns its path. */
  public String path() {
    return file.path();
  }

  UnpackedFile at(String path) {
    return new UnpackedFile(new BackupFile(path, file.size(), file.sha256()), form, details);
  }
}
