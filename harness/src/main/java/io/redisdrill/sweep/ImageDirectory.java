package io.redisdrill.sweep;

import io.redisdrill.sweep.DataSource.Part;
import io.redisdrill.sweep.DataSource.Role;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts together the data directory of an image, out of a private copy of the source.
 *
 * @param source what it is a copy of
 * @param log the copy, and what is in it
 * @param images the kind of damage
 */
record ImageDirectory(DataSource source, RecordedLog log, Images images) {
  ImageDirectory of(Images others) {
    return new ImageDirectory(source, log, others);
  }

  /** Makes {@code target}, which is not there. */
  void fill(Path target, Image image) throws IOException {
    Path master = log.directory();
    int last = log.files().size() - 1;
    for (Part part : source.parts()) {
      Path file = target.resolve(part.file());
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (images.covers(part.file())) {
        continue;
      }
      if (log.place(part.file()) == last || part.role() == Role.MANIFEST) {
        // A server appends to the one and rewrites the other.
        Files.copy(master.resolve(part.file()), file);
      } else {
        // It replaces or removes these by their names alone.
        linkOrCopy(file, master.resolve(part.file()));
      }
    }
    images.place(image.position(), master, target);
  }

  /** Directories on two file systems have no links between them. */
  private static void linkOrCopy(Path file, Path existing) throws IOException {
    try {
      Files.createLink(file, existing);
    } catch (FileSystemException | UnsupportedOperationException apart) {
      Files.copy(existing, file);
    }
  }

  /** Returns how many units of the log stand before the damage; -1 where it does not tell. */
  int expected(Image image) {
    return images.expected(image.position(), log);
  }
}
