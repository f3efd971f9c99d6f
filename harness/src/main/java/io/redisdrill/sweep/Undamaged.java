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
  public boolean covers(String name) {
    return name.equals(file);
  }

  @Override
  public int expected(long position, RecordedLog log) {
    return Images.before(log, file, bytes);
  }

  @Override
  public String words(long position) {
    return file + ", as it was";
  }

  @Override
  public void place(long position, Path source, Path target) throws IOException {
    Files.copy(source.resolve(file), target.resolve(file));
  }
}
