package io.redisdrill.platform.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The programs and libraries in the file system of an image. */
final class ImageFiles {
  private static final List<String> WANTED = List.of("lib", "lib64", "usr");
  private static final List<String> NOT_NEEDED = List.of("usr/share", "usr/lib/python3");
  private static final long MOST_BYTES = 1L << 30;

  private ImageFiles() {}

  /** Unpacks them below {@code root}; what would lie elsewhere is refused. */
  static void unpack(InputStream tar, Path root) throws IOException {
    long bytes = 0;
    try (TarArchiveInputStream files = new TarArchiveInputStream(new BufferedInputStream(tar))) {
      for (TarArchiveEntry entry = files.getNextEntry();
          entry != null;
          entry = files.getNextEntry()) {
        Path target = root.resolve(entry.getName()).normalize();
        if (!wanted(entry.getName()) || !target.startsWith(root)) {
          continue;
        }
        bytes += entry.getSize();
        if (bytes > MOST_BYTES) {
          throw new IOException("an image of more than 1 GiB");
        }
        write(entry, files, target, root);
      }
    }
  }

  private static boolean wanted(String name) {
    return WANTED.stream().anyMatch(top -> name.equals(top) || name.startsWith(top + "/"))
        && NOT_NEEDED.stream().noneMatch(name::startsWith);
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path target, Path root)
      throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    if (entry.isSymbolicLink()) {
      link(target, entry.getLinkName(), root);
    } else if (entry.isLink()) {
      Files.createLink(target, root.resolve(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(content, target);
      if ((entry.getMode() & 0100) != 0) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** An absolute link means the image's own root; one that leads out of it is left out. */
  private static void link(Path target, String to, Path root) throws IOException {
    Path meant =
        to.startsWith("/") ? root.resolve(to.substring(1)) : target.resolveSibling(to).normalize();
    if (meant.startsWith(root) && !Files.exists(target)) {
      Files.createSymbolicLink(target, meant);
    }
  }
}
