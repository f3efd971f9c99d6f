package io.redisdrill.sweep;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Finds the units of a file of commands; a torn end is none. */
final class UnitScanner {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private long at;

  private UnitScanner(InputStream in, long at) {
    this.in = in;
    this.at = at;
  }

  /** Adds the units of {@code in}, which begins at {@code from}. */
  static void scan(InputStream in, long from, int file, Units units) throws IOException {
    new UnitScanner(new BufferedInputStream(in, BUFFER), from).scan(file, units);
  }

  private void scan(int file, Units units) throws IOException {
    long start = at;
    boolean open = false;
    try {
      while (true) {
        String command = command();
        open = command.equals("MULTI") || (open && !command.equals("EXEC"));
        if (!open) {
          if (!command.equals("#")) {
            units.add(file, start, at);
          }
          start = at;
        }
      }
    } catch (EOFException cutOff) {
      // The rest is no whole unit.
      return;
    }
  }

  /** Returns the name of the next command; an annotation has none. */
  private String command() throws IOException {
    String line = line();
    if (line.startsWith("#")) {
      return "#";
    }
    int words = number('*', line);
    String name = "";
    for (int i = 0; i < words; i++) {
      int length = number('$', line());
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
    if (line.length() < 2
        || line.length() > 10
        || line.charAt(0) != type
        || !line.substring(1).matches("\\d+")) {
      throw new IOException("no command at byte %,d".formatted(at));
    }
    return Integer.parseInt(line.substring(1));
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
