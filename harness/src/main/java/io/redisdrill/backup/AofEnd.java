package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Finds where the last whole command of an AOF ends. A copy of a file that is being appended to may
 * end inside a command; worse, one that ends between MULTI and EXEC lets Redis 7.0 start, and lose
 * at the next start everything that it acknowledged in between.
 */
final class AofEnd {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private long at;

  private AofEnd(InputStream in) {
    this.in = in;
  }

  /**
   * Returns how many of the bytes are whole commands, and whole transactions.
   *
   * @throws IOException if they are no commands, or cannot be read
   */
  static long of(InputStream in) throws IOException {
    return new AofEnd(new BufferedInputStream(in, BUFFER)).find();
  }

  private long find() throws IOException {
    long whole = 0;
    boolean open = false;
    try {
      while (true) {
        String command = command();
        open = command.equals("MULTI") || (open && !command.equals("EXEC"));
        if (!open) {
          whole = at;
        }
      }
    } catch (EOFException cutOff) {
      return whole;
    }
  }

  /** Returns the name of the next command; an annotation has none. */
  private String command() throws IOException {
    String line = line();
    if (line.startsWith("#")) {
      return "#";
    }
    int words = number('*', line);
    String name = "#";
    for (int i = 0; i < words; i++) {
      int length = number('$', line());
      // The names of the two commands that matter have at most five letters.
      if (i == 0 && length <= 5) {
        name = new String(exactly(length), US_ASCII);
      } else {
        in.skipNBytes(length);
        at += length;
      }
      exactly(2);
    }
    return name.toUpperCase(Locale.ROOT);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    at += bytes.length;
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private int number(char type, String line) throws IOException {
    int number = 0;
    boolean valid = line.length() > 1 && line.length() < 11 && line.charAt(0) == type;
    for (int i = 1; valid && i < line.length(); i++) {
      int digit = line.charAt(i) - '0';
      valid = digit >= 0 && digit <= 9;
      number = number * 10 + digit;
    }
    if (!valid) {
      throw new IOException("no command at byte %,d".formatted(at));
    }
    return number;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("no command at byte %,d".formatted(at));
      }
      line.append((char) c);
      at++;
    }
    at++;
    return line.toString().stripTrailing();
  }
}
