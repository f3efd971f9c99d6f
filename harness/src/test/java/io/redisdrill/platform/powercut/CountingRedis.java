package io.redisdrill.platform.powercut;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;

/** The bundled redis-server, and one counter in it. */
final class CountingRedis {
  private static final int BATCH = 16;
  private final Path server;
  private final int port;

  CountingRedis(Path directory) throws IOException {
    server = directory.resolve("redis-server");
    try (InputStream in = getClass().getResourceAsStream("/redis-server-7.0.15-linux-amd64")) {
      Files.copy(Objects.requireNonNull(in), server);
    }
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  /** Returns the words that start it on a directory. */
  String command(String appendfsync, Path data) {
    return "exec %s --port %d --bind 127.0.0.1 --dir %s --appendonly yes --appendfsync %s --save ''"
        .formatted(server, port, data, appendfsync);
  }

  Socket connect() {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), socket -> true);
  }

  /** Sets a counter from 1 upwards for a while; returns the highest value acknowledged. */
  long write(Process redis, Duration duration) throws Exception {
    long acknowledged = 0;
    try (Socket socket = connect();
        BufferedReader answers = answers(socket)) {
      long end = System.nanoTime() + duration.toNanos();
      while (System.nanoTime() < end) {
        StringBuilder batch = new StringBuilder();
        for (int i = 1; i <= BATCH; i++) {
          batch.append("SET counter ").append(acknowledged + i).append("\r\n");
        }
        socket.getOutputStream().write(batch.toString().getBytes(US_ASCII));
        for (int i = 0; i < BATCH; i++) {
          assertThat(answers.readLine()).isEqualTo("+OK");
        }
        acknowledged += BATCH;
      }
      Watched.kill(redis);
    }
    return acknowledged;
  }

  private static BufferedReader answers(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  /** Returns the counter, and kills the process. */
  long survived(Process redis) throws Exception {
    try (Socket socket = connect();
        BufferedReader answers = answers(socket)) {
      String answer = "-LOADING";
      while (answer.startsWith("-LOADING")) {
        socket.getOutputStream().write("GET counter\r\n".getBytes(US_ASCII));
        answer = answers.readLine();
      }
      return answer.equals("$-1") ? 0 : Long.parseLong(answers.readLine());
    } finally {
      Watched.kill(redis);
    }
  }
}
