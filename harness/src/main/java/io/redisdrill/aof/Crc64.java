package io.redisdrill.aof;

/**
 * The checksum at the end of an RDB file: CRC-64 of Jones, reflected, as in Redis' crc64.c. Eight
 * bytes at a time, it keeps up with reading. Not thread-safe.
 */
public final class Crc64 {
  private static final long POLYNOMIAL = 0x95AC9329AC4BC9B5L;
  private static final int AT_ONCE = 8;
  private static final long[][] TABLES = tables();

  private long crc;

  private static long[][] tables() {
    long[][] tables = new long[AT_ONCE][256];
    for (int i = 0; i < 256; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
      }
      tables[0][i] = crc;
    }
    for (int table = 1; table < AT_ONCE; table++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[table - 1][i];
        tables[table][i] = tables[0][(int) before & 0xFF] ^ (before >>> 8);
      }
    }
    return tables;
  }

  /** Returns the checksum of what {@code crc} is of, and one more byte. */
  static long next(long crc, int octet) {
    return TABLES[0][(int) (crc ^ octet) & 0xFF] ^ (crc >>> 8);
  }

  /** Adds bytes to what the checksum is of. */
  public void update(byte[] bytes, int from, int length) {
    long now = crc;
    int at = from;
    int end = from + length;
    for (; end - at >= AT_ONCE; at += AT_ONCE) {
      long word = now ^ littleEndian(bytes, at);
      now =
          TABLES[7][(int) word & 0xFF]
              ^ TABLES[6][(int) (word >>> 8) & 0xFF]
              ^ TABLES[5][(int) (word >>> 16) & 0xFF]
              ^ TABLES[4][(int) (word >>> 24) & 0xFF]
              ^ TABLES[3][(int) (word >>> 32) & 0xFF]
              ^ TABLES[2][(int) (word >>> 40) & 0xFF]
              ^ TABLES[1][(int) (word >>> 48) & 0xFF]
              ^ TABLES[0][(int) (word >>> 56) & 0xFF];
    }
    for (; at < end; at++) {
      now = next(now, bytes[at] & 0xFF);
    }
    crc = now;
  }

  /** Returns the checksum. */
  public long value() {
    return crc;
  }

  /** Returns eight bytes as Redis writes its checksum. */
  public static long littleEndian(byte[] bytes, int at) {
    long value = 0;
    for (int i = AT_ONCE - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[at + i] & 0xFF);
    }
    return value;
  }
}
