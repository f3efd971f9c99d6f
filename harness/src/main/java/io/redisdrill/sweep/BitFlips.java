package io.redisdrill.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file with one bit turned over: a position is the number of the bit, the lowest of each byte
 * first.
 *
 * @param file relative to the data directory
 * @param bytes its length
 */
record BitFlips(String file, long bytes) implements Images {
  @Override
  public long count() {
    return bytes * Byte.SIZE;
  }

  @Override
  public boolean covers(String name) {
    return name.equals(file);
  }

  @Override
  public int expected(long position, RecordedLog log) {
    return Images.before(log, file, position / Byte.SIZE);
  }

  @Override
  public String words(long position) {
    return "%s, with bit %d of byte %,d turned over"
        .formatted(file, position % Byte.SIZE, position / Byte.SIZE);
  }

  @Override
  public void place(long position, Path source, Path target) throws IOException {
    Path copy = Files.copy(source.resolve(file), target.resolve(file));
    try (FileChannel channel =
        FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, position / Byte.SIZE);
      one.put(0, (byte) (one.get(0) ^ (1 << (position % Byte.SIZE))));
      channel.write(one.rewind(), position / Byte.SIZE);
    }
  }
}
