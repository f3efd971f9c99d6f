package io.redisdrill.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The layout of {@code history.bin}, little-endian.
 *
 * <pre>
 * header, 64 bytes:  0 magic "RDRILLHB"   8 version (1)      12 header bytes   16 record bytes
 *                   20 writers           24 wall-clock origin, ns since 1970   32 zeros
 * record, 24 bytes:  0 invoked, ns of the run     8 until the outcome, in 100 ns, unsigned
 *                   12 version   16 key of the writer   20 writer, unsigned   22 kind   23 outcome
 * </pre>
 *
 * The records of one writer stand in the order of their versions; those of several are mixed in
 * blocks. Bit 7 of the kind says that the record belongs to the same transaction as the one before
 * it of the same writer. A file that ends inside a record was cut off there.
 */
final class HistoryFormat {
  static final long MAGIC = 0x42484C4C49524452L;
  static final int VERSION = 1;
  static final int HEADER_BYTES = 64;
  static final int RECORD_BYTES = 24;
  static final int TICK_NANOS = 100;
  static final long MOST_TICKS = 0xFFFF_FFFFL;
  static final int JOINED = 0x80;

  static final int INVOKED = 0;
  static final int TICKS = 8;
  static final int VERSION_NUMBER = 12;
  static final int KEY = 16;
  static final int WRITER = 20;
  static final int KIND = 22;
  static final int OUTCOME = 23;

  private HistoryFormat() {}

  static ByteBuffer buffer(int records) {
    return ByteBuffer.allocateDirect(records * RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ByteBuffer header(int writers, long originNanos) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(MAGIC)
        .putInt(VERSION)
        .putInt(HEADER_BYTES)
        .putInt(RECORD_BYTES)
        .putInt(writers)
        .putLong(originNanos)
        .rewind();
  }
}
