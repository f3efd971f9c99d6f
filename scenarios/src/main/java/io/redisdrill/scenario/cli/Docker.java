package io.redisdrill.scenario.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A container engine, as far as it can be told without a client library.
 *
 * @param host as in {@code DOCKER_HOST}
 */
record Docker(String host) {
  private static final String DEFAULT = "unix:///var/run/docker.sock";
  private static final String PING = "GET /_ping HTTP/1.0\r\n\r\n";
  private static final long LIMIT_SECONDS = 3;

  static Docker ofEnvironment() {
    return new Docker(Objects.requireNonNullElse(System.getenv("DOCKER_HOST"), DEFAULT));
  }

  Finding finding() {
    String why;
    try {
      String answer =
          CompletableFuture.supplyAsync(this::ping).get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (answer.contains(" 200 ")) {
        return new Finding("docker", true, false, "an engine answers at " + host);
      }
      why = "'" + answer.lines().findFirst().orElse("") + "'";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      why = "interrupted";
    } catch (java.util.concurrent.ExecutionException e) {
      why = String.valueOf(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      why = "no answer within " + LIMIT_SECONDS + " s";
    }
    return new Finding(
        "docker",
        false,
        false,
        "no engine at %s (%s); the embedded platform needs none".formatted(host, why));
  }

  private String ping() {
    try (SocketChannel channel = open()) {
      channel.write(ByteBuffer.wrap(PING.getBytes(US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(64);
      channel.read(answer);
      return new String(answer.array(), 0, answer.position(), US_ASCII);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private SocketChannel open() throws IOException {
    URI uri = URI.create(host);
    boolean local = "unix".equals(uri.getScheme());
    SocketAddress address =
        local
            ? UnixDomainSocketAddress.of(uri.getPath())
            : new InetSocketAddress(uri.getHost(), uri.getPort());
    SocketChannel channel =
        local ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    try {
      channel.connect(address);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
