package io.redisdrill.report;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files as a whole: a reader sees the old one or the new one, and of two writers at once the
 * last one wins.
 */
final class WholeFile {
  private WholeFile() {}

  /**
   * @throws DrillException if it cannot be written; then what was there before is unchanged
   */
  static void write(Path file, String text) {
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try {
        Files.writeString(part, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new DrillException(
          "Cannot write the report " + file,
          "a directory that can be written, with space left",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Free some space, or copy the run directory elsewhere and report there.",
          e);
    }
  }
}
