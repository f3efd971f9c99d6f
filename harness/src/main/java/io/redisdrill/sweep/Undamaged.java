package io.redisdrill.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files as they were: the control of each sweep.
 *
 * @param file one of them
 * @param bytes its length
 */
record Undamaged(String file, long bytes) implements Images {
  @Override
  public long count() {
    return 1;
  }

  @Override
  public long offset(long position) {
    return bytes;
  }

  @Override
  public void place(long position, Path source, Path target) throws IOException {
    Files.copy(source.resolve(file), target.resolve(file));
  }
}
