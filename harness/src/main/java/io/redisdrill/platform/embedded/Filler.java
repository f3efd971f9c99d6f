package io.redisdrill.platform.embedded;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Fills the file system under a data directory, with a file beside it: what Redis then meets is the
 * kernel's own ENOSPC. Only on a small file system, which nobody else is likely to need.
 *
 * @param data the data directory
 */
record Filler(Path data) {
  private static final long LARGEST_BYTES = 1L << 30;
  private static final int[] STEPS = {1 << 20, 1 << 12, 1};

  /** Returns why the file system of a directory must not be filled, or nothing if it may be. */
  static Optional<String> unavailable(Path directory) {
    try {
      long total = Files.getFileStore(directory).getTotalSpace();
      return total <= LARGEST_BYTES
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT,
                  "to fill the %,d MiB of %s would hit all that runs on this machine; let its"
                      + " data lie on a file system of at most %,d MiB with -Djava.io.tmpdir=DIR",
                  total >> 20,
                  directory,
                  LARGEST_BYTES >> 20));
    } catch (IOException e) {
      return Optional.of("the file system of %s cannot be asked: %s".formatted(directory, e));
    }
  }

  long fill() {
    unavailable(data)
        .ifPresent(
            why -> {
              throw cannot(why, null);
            });
    try {
      for (int step : STEPS) {
        append(new byte[step]);
      }
      FileStore store = Files.getFileStore(data);
      if (store.getUsableSpace() > 0) {
        throw cannot("%,d bytes that are left".formatted(store.getUsableSpace()), null);
      }
      return Files.size(file());
    } catch (IOException e) {
      throw cannot(String.valueOf(e), e);
    }
  }

  /** Until there is no place for another block; which is what is wanted here. */
  private void append(byte[] block) {
    try (OutputStream out = Files.newOutputStream(file(), CREATE, WRITE, APPEND)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return;
    }
  }

  void drain() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw cannot(String.valueOf(e), e);
    }
  }

  private Path file() {
    return data.resolveSibling(data.getFileName() + ".filler");
  }

  private DrillException cannot(String found, @org.jspecify.annotations.Nullable IOException e) {
    return new DrillException(
        "Cannot fill the file system of " + data,
        "a small one, of which this user may take all",
        found,
        "Mount a tmpfs of 128 MiB for it.",
        e);
  }
}
