package io.redisdrill.redis;

import java.io.ByteArrayOutputStream;
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
  private static final byte[] CRLF = {'\r', '\n'};

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
    int size = 16;
    for (byte[] word : words) {
      size += word.length + 16;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(size);
    header(out, '*', words.length);
    for (byte[] word : words) {
      header(out, '$', word.length);
      out.write(word, 0, word.length);
      out.write(CRLF, 0, 2);
    }
    return out.toByteArray();
  }

  /** Returns a command in the Redis protocol, of words in UTF-8. */
  public static byte[] encode(String... words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
    }
    return encode(bytes);
  }

  private static void header(ByteArrayOutputStream out, char type, int number) {
    out.write(type);
    byte[] digits = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    out.write(digits, 0, digits.length);
    out.write(CRLF, 0, 2);
  }
}
