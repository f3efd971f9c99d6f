package io.redisdrill.redis;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One command, encoded, and who is told of its reply. It is sent at most once and told of exactly
 * once.
 *
 * @param bytes the command as it goes over the wire
 * @param listener called on the connection's own thread
 */
public record Request(byte[] bytes, Listener listener) {
  /** Told what became of a request. */
  public interface Listener {
    /**
     * @param reply what is known
     * @param error the server's words for {@link Reply#ERROR}, the failure's for {@link Reply#NONE}
     */
    void replied(Reply reply, @Nullable String error);
  }

  /** Returns a command in the Redis protocol. */
  public static byte[] encode(byte[]... words) {
    int size = headerSize(words.length);
    for (byte[] word : words) {
      size += headerSize(word.length) + word.length + 2;
    }
    byte[] out = new byte[size];
    int at = header(out, 0, '*', words.length);
    for (byte[] word : words) {
      at = header(out, at, '$', word.length);
      System.arraycopy(word, 0, out, at, word.length);
      at = lineEnd(out, at + word.length);
    }
    return out;
  }

  /** Returns a command in the Redis protocol, of words in UTF-8. */
  public static byte[] encode(String... words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
    }
    return encode(bytes);
  }

  private static int headerSize(int number) {
    return 3 + digits(number);
  }

  private static int digits(int number) {
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private static int header(byte[] out, int at, char type, int number) {
    out[at] = (byte) type;
    int end = at + 1 + digits(number);
    int rest = number;
    for (int i = end - 1; i > at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return lineEnd(out, end);
  }

  private static int lineEnd(byte[] out, int at) {
    out[at] = '\r';
    out[at + 1] = '\n';
    return at + 2;
  }
}
