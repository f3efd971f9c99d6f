package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.Map;

/**
 * What an RDB file says of itself in front of its data: {@code redis-ver}, {@code ctime}, {@code
 * used-mem} and others. Source: {@code rdbSaveInfoAuxFields} and {@code rdbLoadLen} in rdb.c.
 */
final class RdbHeader {
  /** More than Redis writes there. */
  static final int BYTES = 1 << 10;

  private static final int MAGIC = 9;
  private static final int AUXILIARY = 0xFA;

  private final byte[] head;
  private final int length;
  private int at = MAGIC;

  private RdbHeader(byte[] head, int length) {
    this.head = head;
    this.length = length;
  }

  /** Returns the fields in the first {@code length} bytes of a file; none if it is no RDB file. */
  static Map<String, String> fields(byte[] head, int length) {
    RdbHeader header = new RdbHeader(head, length);
    Map<String, String> fields = new HashMap<>();
    try {
      while (header.octet() == AUXILIARY) {
        fields.put(header.text(), header.text());
      }
    } catch (IndexOutOfBoundsException cutOff) {
      return fields;
    }
    return fields;
  }

  private int octet() {
    if (at >= length) {
      throw new IndexOutOfBoundsException(at);
    }
    return head[at++] & 0xFF;
  }

  private String text() {
    int first = octet();
    int low = first & 0x3F;
    return switch (first >> 6) {
      case 0 -> bytes(low);
      case 1 -> bytes((low << 8) | octet());
      case 2 -> bytes((octet() << 24) | (octet() << 16) | (octet() << 8) | octet());
      default -> Long.toString(number(low));
    };
  }

  private String bytes(int count) {
    if (count < 0 || count > length - at) {
      throw new IndexOutOfBoundsException(count);
    }
    at += count;
    return new String(head, at - count, count, ISO_8859_1);
  }

  /** A number of 1, 2 or 4 bytes, the lowest first. */
  private long number(int encoding) {
    if (encoding > 2) {
      throw new IndexOutOfBoundsException(encoding);
    }
    long value = 0;
    for (int i = 0; i < 1 << encoding; i++) {
      value |= (long) octet() << (8 * i);
    }
    return encoding == 2 ? (int) value : value;
  }
}
