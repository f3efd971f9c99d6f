package io.redisdrill.sweep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file cut to each of its lengths, from nothing to the whole: a position is a length.
 *
 * @param file relative to the data directory
 * @param bytes its length
 */
record Truncations(String file, long bytes) implements Images {
  @Override
  public long count() {
    return bytes + 1;
  }

  @Override
  public boolean covers(String name) {
    return name.equals(file);
  }

  @Override
  public int expected(long position, RecordedLog log) {
    return Images.before(log, file, position);
  }

  @Override
  public String words(long position) {
    return "%s, cut to %,d of %,d bytes".formatted(file, position, bytes);
  }

  @Override
  public void place(long position, Path source, Path target) throws IOException {
    try (FileChannel in = FileChannel.open(source.resolve(file), StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(
                target.resolve(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long done = 0;
      while (done < position) {
        long now = in.transferTo(done, position - done, out);
        if (now <= 0) {
          throw new IOException(file + " is shorter than it was");
        }
        done += now;
      }
    }
  }
}
