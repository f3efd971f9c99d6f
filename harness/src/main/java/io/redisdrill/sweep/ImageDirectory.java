package io.redisdrill.sweep;

import io.redisdrill.sweep.DataSource.Part;
import io.redisdrill.sweep.DataSource.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts together the data directory of an image, out of a private copy of the source.
 *
 * @param master the copy
 * @param source what it is a copy of
 * @param images the kind of damage
 * @param oracle what the log means
 */
record ImageDirectory(Path master, DataSource source, Images images, Oracle oracle) {
  /** Makes {@code target}, which is not there. */
  void fill(Path target, Image image) throws IOException {
    List<Part> log = source.log();
    Part last = log.isEmpty() ? null : log.get(log.size() - 1);
    for (Part part : source.parts()) {
      Path file = target.resolve(part.file());
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (part.file().equals(images.file())) {
        images.place(image.position(), master, target);
      } else if (part.equals(last) || part.role() == Role.MANIFEST) {
        // A server appends to the one and rewrites the other.
        Files.copy(master.resolve(part.file()), file);
      } else {
        // It replaces or removes these by their names alone.
        Files.createLink(file, master.resolve(part.file()));
      }
    }
  }

  /** Returns how many units of the log stand before the damage. */
  int expected(Image image) {
    List<Part> log = source.log();
    for (int i = 0; i < log.size(); i++) {
      if (log.get(i).file().equals(images.file())) {
        return oracle.before(i, images.offset(image.position()));
      }
    }
    return oracle.units();
  }
}
