package io.redisdrill.platform.k3s;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Docker engine, asked over its socket and without a client library: Testcontainers takes another
 * engine without a word where the one that was chosen does not answer.
 *
 * @param host as in {@code DOCKER_HOST}
 */
public record EngineSocket(String host) {
  private static final String VARIABLE = "DOCKER_HOST";
  private static final String USUAL = "unix:///var/run/docker.sock";
  private static final int TLS_PORT = 2376;
  private static final int PORT = 2375;
  private static final long LIMIT_SECONDS = 3;

  /** Returns the engine that the environment chooses, else the usual one. */
  public static EngineSocket ofEnvironment() {
    return new EngineSocket(chosen().orElse(USUAL));
  }

  /** Returns the one that the environment chooses, if it does. */
  static Optional<String> chosen() {
    return Optional.ofNullable(System.getenv(VARIABLE)).filter(host -> !host.isBlank());
  }

  /** Returns why it cannot be used, in a sentence; nothing if it answers. */
  public Optional<String> problem() {
    try {
      String answer = get("/_ping");
      // An engine that speaks TLS alone answers too, if only that this is no TLS.
      return answer.startsWith("HTTP/1.")
          ? Optional.empty()
          : Optional.of("no Docker engine at %s: it says '%s'".formatted(host, line(answer)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of("no Docker engine at %s (%s)".formatted(host, e.getMessage()));
    }
  }

  /** Returns whether it can be asked this way: not over TLS or SSH. */
  public boolean isPlain() {
    String scheme = scheme();
    return scheme.equals("unix") || (scheme.equals("tcp") && port(URI.create(host)) != TLS_PORT);
  }

  /** Returns whether it lacks an image; what cannot be asked is not said to be missing. */
  public boolean lacks(String image) {
    try {
      return isPlain() && get("/images/%s/json".formatted(image)).contains(" 404 ");
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private String scheme() {
    int end = host.indexOf(':');
    return end < 0 ? "" : host.substring(0, end);
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? PORT : uri.getPort();
  }

  private static String line(String answer) {
    return answer.lines().findFirst().orElse("");
  }

  /** Returns the beginning of the answer. */
  private String get(String path) throws IOException {
    try (SocketChannel socket = open()) {
      return CompletableFuture.supplyAsync(() -> ask(socket, path))
          .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(
          Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("no answer"), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within %d s".formatted(LIMIT_SECONDS), e);
    }
  }

  private static String ask(SocketChannel socket, String path) {
    String request = "GET %s HTTP/1.0\r\nHost: docker\r\n\r\n".formatted(path);
    ByteBuffer answer = ByteBuffer.allocate(64);
    try {
      socket.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
      socket.read(answer);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new String(answer.array(), 0, answer.position(), US_ASCII);
  }

  private SocketChannel open() throws IOException {
    URI uri = URI.create(host);
    SocketChannel socket =
        switch (scheme()) {
          case "unix" -> SocketChannel.open(StandardProtocolFamily.UNIX);
          case "tcp", "http", "https" -> SocketChannel.open();
          default -> throw new IOException("not a unix:// or tcp:// address");
        };
    try {
      if (scheme().equals("unix")) {
        socket.connect(UnixDomainSocketAddress.of(uri.getPath()));
      } else {
        socket
            .socket()
            .connect(
                new InetSocketAddress(String.valueOf(uri.getHost()), port(uri)),
                (int) TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
      }
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e instanceof IOException io ? io : new IOException(String.valueOf(e.getMessage()), e);
    }
  }
}
