package io.redisdrill.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.zip.CRC32C;

/**
 * A value that says who wrote it: {@code wwww.vvvvvvvv.cccccccc.filler}, with writer and version in
 * hexadecimal and a CRC-32C over writer, version, key and filler. A value that turns up under
 * another key, or with one bit changed, does not check.
 */
public final class RegisterValue {
  /** The smallest size: the parts above and one byte of filler. */
  public static final int MIN_BYTES = 24;

  private static final int HEAD = MIN_BYTES - 1;
  private static final int CRC_AT = 14;
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final byte[] LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(US_ASCII);

  private RegisterValue() {}

  /** Returns the name of a register: the key of Redis. */
  public static byte[] key(int writer, int key) {
    return ("rd:" + writer + ":" + key).getBytes(US_ASCII);
  }

  /** Returns the value that {@code writer} gives to {@code key} with {@code version}. */
  public static byte[] encode(int writer, int key, int version, int bytes) {
    byte[] value = new byte[bytes];
    hex(value, 0, 4, writer);
    value[4] = '.';
    hex(value, 5, 8, version);
    value[13] = '.';
    value[HEAD - 1] = '.';
    fill(value, ((long) writer << 32) ^ (version * 0x9E3779B97F4A7C15L));
    hex(value, CRC_AT, 8, checksum(writer, key, version, value));
    return value;
  }

  private static void fill(byte[] value, long seed) {
    long state = seed | 1;
    for (int i = HEAD; i < value.length; ) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      for (int shift = 0; shift < 60 && i < value.length; shift += 6) {
        value[i++] = LETTERS[(int) (state >>> shift) & 63];
      }
    }
  }

  /**
   * Returns the version that a value of this register carries, or -1 if it is not one that its
   * writer can have written there.
   */
  public static int versionOf(byte[] value, int writer, int key) {
    if (value.length < MIN_BYTES || value[4] != '.' || value[13] != '.' || value[HEAD - 1] != '.') {
      return -1;
    }
    long who = unhex(value, 0, 4);
    long version = unhex(value, 5, 8);
    long check = unhex(value, CRC_AT, 8);
    boolean sound =
        who == writer
            && version >= 1
            && version <= Integer.MAX_VALUE
            && check == Integer.toUnsignedLong(checksum(writer, key, (int) version, value));
    return sound ? (int) version : -1;
  }

  private static int checksum(int writer, int key, int version, byte[] value) {
    byte[] place = new byte[12];
    number(place, 0, writer);
    number(place, 4, key);
    number(place, 8, version);
    CRC32C crc = new CRC32C();
    crc.update(place, 0, place.length);
    crc.update(value, HEAD, value.length - HEAD);
    return (int) crc.getValue();
  }

  private static void number(byte[] into, int at, int number) {
    for (int i = 0; i < 4; i++) {
      into[at + i] = (byte) (number >>> (24 - 8 * i));
    }
  }

  private static void hex(byte[] into, int at, int digits, int number) {
    for (int i = 0; i < digits; i++) {
      into[at + i] = HEX[(number >>> (4 * (digits - 1 - i))) & 15];
    }
  }

  /** Returns the number, or -1 where there are other characters than ours. */
  private static long unhex(byte[] from, int at, int digits) {
    long number = 0;
    for (int i = at; i < at + digits; i++) {
      int c = from[i];
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }
}
