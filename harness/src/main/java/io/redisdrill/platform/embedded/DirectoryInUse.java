package io.redisdrill.platform.embedded;

import io.redisdrill.UsageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether some process works in a data directory: a redis-server changes to its own when it starts.
 * Only Linux tells it, and of other users' processes only to root.
 */
final class DirectoryInUse {
  private static final Path PROCESSES = Path.of("/proc");

  private DirectoryInUse() {}

  /**
   * Does nothing if no process is seen there.
   *
   * @throws UsageException if one is
   */
  static void refuse(Path data) {
    by(data)
        .ifPresent(
            process -> {
              throw new UsageException(
                  "Cannot work on " + data,
                  "a data directory that no server uses",
                  "process " + process + " in it",
                  "Stop that server first: it would overwrite what is put there.");
            });
  }

  /** Returns the id of a process that works there. */
  static Optional<String> by(Path data) {
    if (!Files.isDirectory(PROCESSES)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : all) {
        if (worksIn(process, data)) {
          return Optional.of(String.valueOf(process.getFileName()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean worksIn(Path process, Path data) {
    try {
      return Files.isSameFile(process.resolve("cwd"), data) && isServer(process);
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }

  /** A shell or an editor may well be there. */
  private static boolean isServer(Path process) throws IOException {
    String name = Files.readString(process.resolve("comm")).strip();
    return name.startsWith("redis-") || name.startsWith("valkey-");
  }
}
