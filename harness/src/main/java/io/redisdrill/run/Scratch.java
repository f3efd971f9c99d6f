package io.redisdrill.run;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/**
 * A temporary directory that goes with its owner. One whose JVM was killed goes when the next is
 * made: its lock is free then. Thread-safe.
 */
public final class Scratch implements AutoCloseable {
  private static final String PREFIX = "redis-drill-scratch-";
  private static final String LOCK = ".lock";

  /** Between the directory and its lock there is a moment in which it looks abandoned. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Path path;
  private final FileChannel lock;

  private Scratch(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes one below the JVM's temporary directory.
   *
   * @param purpose a word for its name
   * @throws DrillException if that cannot be written
   */
  public static Scratch create(String purpose) {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      sweep(parent);
      Path made = Files.createTempDirectory(parent, own() + purpose + "-");
      FileChannel lock =
          FileChannel.open(
              made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      return new Scratch(made, lock);
    } catch (IOException e) {
      throw new DrillException(
          "Cannot make a temporary directory in " + parent,
          "a directory that can be written",
          String.valueOf(e),
          "Name another one with -Djava.io.tmpdir=DIR.",
          e);
    }
  }

  /**
   * Own ones are told by their name and left alone: to close a file a second time would give up the
   * lock that this JVM has on it.
   */
  private static String own() {
    return PREFIX + ProcessHandle.current().pid() + "-";
  }

  private static void sweep(Path parent) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path other : all) {
        if (!other.getFileName().toString().startsWith(own()) && abandoned(other)) {
          FileTrees.delete(other);
        }
      }
    }
  }

  private static boolean abandoned(Path other) {
    Path file = other.resolve(LOCK);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      Instant young = Instant.now().minus(YOUNG);
      return free != null && Files.getLastModifiedTime(file).toInstant().isBefore(young);
    } catch (IOException | OverlappingFileLockException e) {
      // Somebody else's, or it is being deleted at this moment.
      return false;
    }
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /** Deletes it and all in it. */
  @Override
  public void close() {
    try (lock) {
      FileTrees.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }
}
