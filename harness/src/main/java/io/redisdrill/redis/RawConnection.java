package io.redisdrill.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.platform.Endpoint;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The smallest client: a socket and the Redis protocol, one command at a time. It adds no more to a
 * measured time than the system call, and shows the moment at which a connection is accepted apart
 * from the moment at which the server answers. Not thread-safe.
 */
public final class RawConnection implements Closeable {
  private static final int LONGEST = 1 << 20;

  private final Socket socket;
  private final int millis;
  private final InputStream in;

  private RawConnection(Socket socket, int millis) throws IOException {
    this.socket = socket;
    this.millis = millis;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects, with {@code limit} for this and for each reply; it does not log in. */
  public static RawConnection open(Endpoint endpoint, Duration limit) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      int millis = Math.toIntExact(limit.toMillis());
      socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis);
      socket.setSoTimeout(millis);
      return new RawConnection(socket, millis);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a command; {@link #reply} has its answer. */
  public void send(String... words) throws IOException {
    socket.getOutputStream().write(Request.encode(words));
  }

  /** Sends the first {@code length} of these bytes as they are: commands, or a part of one. */
  public void write(byte[] encoded, int length) throws IOException {
    socket.getOutputStream().write(encoded, 0, length);
  }

  /** Returns whether an answer has begun to arrive within {@code limit}. */
  public boolean awaitReply(Duration limit) throws IOException {
    socket.setSoTimeout(Math.toIntExact(Math.max(1, limit.toMillis())));
    in.mark(1);
    try {
      if (in.read() < 0) {
        throw new EOFException("the connection ended");
      }
      in.reset();
      return true;
    } catch (SocketTimeoutException silence) {
      return false;
    } finally {
      socket.setSoTimeout(millis);
    }
  }

  /**
   * Returns the next answer as text: a status or number as it is, an error with its leading '-',
   * the null as null. Arrays are not understood.
   *
   * @throws IOException if the connection ended or no answer came in time
   */
  public @Nullable String reply() throws IOException {
    String line = readLine();
    char type = line.isEmpty() ? ' ' : line.charAt(0);
    return switch (type) {
      case '-' -> line;
      case '+', ':' -> line.substring(1);
      case '$' -> readBulk(Integer.parseInt(line.substring(1)));
      default -> throw new IOException("not a reply of Redis: '" + line + "'");
    };
  }

  private @Nullable String readBulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    if (length > LONGEST) {
      throw new IOException("a reply of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length + 2);
    if (bytes.length < length + 2) {
      throw new EOFException("the connection ended inside a reply");
    }
    return new String(bytes, 0, length, UTF_8);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended");
      }
      if (line.length() == LONGEST) {
        throw new IOException("a line of over " + LONGEST + " bytes");
      }
      line.append((char) c);
    }
    in.read();
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
