package io.redisdrill.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/** The smallest client: one command, one answer in its first line or bulk text. */
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  Wire(RedisUnderTest redis) {
    try {
      socket = new Socket(redis.host(), redis.port());
      socket.setSoTimeout(20_000);
      in = new BufferedInputStream(socket.getInputStream());
      ask("AUTH", redis.password());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks once on a connection of its own. */
  static String once(RedisUnderTest redis, String... words) {
    try (Wire wire = new Wire(redis)) {
      return wire.ask(words);
    }
  }

  String ask(String... words) {
    try {
      StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
      for (String word : words) {
        request.append('$').append(word.getBytes(UTF_8).length).append("\r\n");
        request.append(word).append("\r\n");
      }
      socket.getOutputStream().write(request.toString().getBytes(UTF_8));
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() throws IOException {
    String line = line();
    int size = line.startsWith("$") || line.startsWith("*") ? number(line) : -1;
    if (line.startsWith("*")) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < size; i++) {
        all.append(i == 0 ? "" : " ").append(answer());
      }
      return all.toString();
    }
    if (!line.startsWith("$")) {
      return line.startsWith("-") ? line : line.substring(1);
    }
    return size < 0 ? "(nil)" : new String(in.readNBytes(size + 2), 0, size, UTF_8);
  }

  private static int number(String line) {
    return Integer.parseInt(line.substring(1));
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended");
      }
      line.write(c);
    }
    if (in.read() != '\n') {
      throw new IOException("no end of line");
    }
    return line.toString(UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
