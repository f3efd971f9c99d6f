package io.redisdrill.aof;

import java.io.IOException;

/**
 * Finds the end of an RDB file at the beginning of a stream, without knowing one of its types: it
 * ends with 0xFF and the checksum of all bytes before. Where {@code rdbchecksum no} left eight
 * zeros there instead, the end is taken to be where the stream ends, or a command begins, behind
 * them.
 *
 * <p>Source: {@code rdbSaveRio} in rdb.c, crc64.c (Jones, reflected).
 */
final class RdbPreamble {
  /** The first five bytes of every RDB file of Redis. */
  static final String MAGIC = "REDIS";

  /** Those of Valkey since 9.0. */
  private static final String VALKEY = "VALKEY";

  private static final int TRAILER = 8;
  private static final int EOF = 0xFF;

  private RdbPreamble() {}

  static boolean startsAt(Window window) throws IOException {
    return startsWith(MAGIC, window) || startsWith(VALKEY, window);
  }

  private static boolean startsWith(String magic, Window window) throws IOException {
    if (!window.ensure(magic.length())) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if (window.peek(i) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Goes to the first byte behind it.
   *
   * @return whether there is an end whose checksum is right
   */
  static boolean pass(Window window) throws IOException {
    long crc = 0;
    while (window.ensure(1)) {
      int next = window.take() & 0xFF;
      crc = Crc64.next(crc, next);
      if (next == EOF && window.ensure(TRAILER) && isEnd(window, crc)) {
        window.advance(TRAILER);
        return true;
      }
      window.mark();
    }
    return false;
  }

  private static boolean isEnd(Window window, long crc) throws IOException {
    long found = 0;
    for (int i = TRAILER - 1; i >= 0; i--) {
      found = (found << 8) | (window.peek(i) & 0xFF);
    }
    return found == crc || (found == 0 && nothingElseFollows(window));
  }

  private static boolean nothingElseFollows(Window window) throws IOException {
    return !window.ensure(TRAILER + 1)
        || (window.ensure(TRAILER + 2)
            && (window.peek(TRAILER) == '*' || window.peek(TRAILER) == '#'));
  }
}
