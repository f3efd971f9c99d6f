package io.redisdrill.aof;

import java.io.IOException;
import java.io.InputStream;

/**
 * A view of fixed size that moves over a stream. What lies before the mark is given up, so memory
 * stays the same whatever the stream says of its own lengths. Not thread-safe.
 */
final class Window {
  /** More than this many bytes are never in sight at once. */
  static final int BYTES = 1 << 20;

  private final InputStream in;
  private final byte[] bytes = new byte[BYTES];
  private int mark;
  private int at;
  private int filled;
  private long before;
  private boolean over;

  Window(InputStream in) {
    this.in = in;
  }

  /** Returns where the next byte lies in the stream. */
  long position() {
    return before + at;
  }

  /** What comes from here on is kept in sight until the next mark, as far as it has room. */
  void mark() {
    mark = at;
  }

  /** Returns how far the next byte is behind the mark. */
  int behindMark() {
    return at - mark;
  }

  /** Returns a byte by its distance from the mark. */
  byte marked(int distance) {
    return bytes[mark + distance];
  }

  /** Copies bytes by their distance from the mark. */
  void copy(int distance, byte[] to, int length) {
    System.arraycopy(bytes, mark + distance, to, 0, length);
  }

  /**
   * Brings {@code n} bytes from here on into sight.
   *
   * @return whether the stream has them; false too where they do not fit behind the mark
   */
  boolean ensure(int n) throws IOException {
    if (filled - at >= n) {
      return true;
    }
    if (at + n > BYTES && mark > 0) {
      System.arraycopy(bytes, mark, bytes, 0, filled - mark);
      before += mark;
      at -= mark;
      filled -= mark;
      mark = 0;
    }
    if (at + n > BYTES) {
      return false;
    }
    while (!over && filled - at < n) {
      int read = in.read(bytes, filled, BYTES - filled);
      over = read < 0;
      filled += Math.max(0, read);
    }
    return filled - at >= n;
  }

  /** Returns whether {@code n} bytes from here on fit behind the mark. */
  boolean fits(long n) {
    return at - mark + n <= BYTES;
  }

  /** Returns a byte in sight, by its distance from here. */
  byte peek(int distance) {
    return bytes[at + distance];
  }

  /** Returns the next byte, which must be in sight. */
  byte take() {
    return bytes[at++];
  }

  /** Goes on by {@code n} bytes that are in sight. */
  void advance(int n) {
    at += n;
  }

  /**
   * Goes on by {@code n} bytes, and gives up what was marked.
   *
   * @return whether the stream has them
   */
  boolean skip(long n) throws IOException {
    long left = n;
    while (left > 0) {
      mark = at;
      if (!ensure(1)) {
        return false;
      }
      int step = (int) Math.min(left, filled - at);
      at += step;
      left -= step;
    }
    mark = at;
    return true;
  }
}
