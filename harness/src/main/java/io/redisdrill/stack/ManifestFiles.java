package io.redisdrill.stack;

import io.redisdrill.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifests in a directory, or in one file. */
final class ManifestFiles {
  private ManifestFiles() {}

  static List<ManifestText> of(Path source) {
    if (!Files.exists(source)) {
      throw new UsageException(
          "Cannot read " + source,
          "a directory or a file with manifests",
          "nothing of that name",
          "Correct the path; it is relative to " + Path.of("").toAbsolutePath() + ".");
    }
    if (!Files.isDirectory(source)) {
      return List.of(read(source));
    }
    List<Path> files = list(source);
    if (files.isEmpty()) {
      throw ManifestText.empty(source.toString());
    }
    return files.stream()
        .map(
            file -> {
              requireInside(source, file);
              return read(file);
            })
        .toList();
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> ManifestText.isManifest(entry.getFileName().toString()))
          .filter(entry -> !Files.isDirectory(entry))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw ManifestText.unreadable(directory.toString(), e);
    }
  }

  private static void requireInside(Path directory, Path file) {
    try {
      if (!file.toRealPath().startsWith(directory.toRealPath())) {
        throw new UsageException(
            "Cannot read " + file,
            "a file inside " + directory,
            "a link out of it",
            "Copy the file into the directory.");
      }
    } catch (IOException e) {
      throw ManifestText.unreadable(file.toString(), e);
    }
  }

  private static ManifestText read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return ManifestText.read(file.toString(), in);
    } catch (IOException e) {
      throw ManifestText.unreadable(file.toString(), e);
    }
  }
}
