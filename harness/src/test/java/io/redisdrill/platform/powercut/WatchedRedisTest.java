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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real redis-server under the launcher: SIGKILL, cut, and what it knows afterwards. */
class WatchedRedisTest {
  private static final int BATCH = 16;
  @TempDir Path directory;
  private Watched watched;
  private Path server;
  private int port;

  @BeforeEach
  void begin() throws IOException {
    watched = new Watched(directory);
    server = directory.resolve("redis-server");
    try (InputStream in = getClass().getResourceAsStream("/redis-server-7.0.15-linux-amd64")) {
      Files.copy(Objects.requireNonNull(in), server);
    }
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  private Process redis(String appendfsync) throws IOException {
    String command =
        "exec %s --port %d --bind 127.0.0.1 --dir %s --appendonly yes --appendfsync %s --save ''"
            .formatted(server, port, watched.data, appendfsync);
    return watched.start(command);
  }

  private Socket connect() {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), socket -> true);
  }

  /** Sets a counter from 1 upwards for a while; returns the highest value acknowledged. */
  private long write(Process redis, Duration duration) throws Exception {
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

  private long survived() throws Exception {
    Process redis = redis("no");
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

  private PowerCutProof soundCut() {
    PowerCutProof proof = watched.cut();
    assertThat(proof.sound()).as(proof.doubts()).isTrue();
    assertThat(proof.endSeen()).isTrue();
    return proof;
  }

  @Test
  void alwaysLosesNothing() throws Exception {
    long acknowledged = write(redis("always"), Duration.ofMillis(800));
    soundCut();
    assertThat(survived()).isGreaterThanOrEqualTo(acknowledged);
  }

  @Test
  void everysecLosesAtMostTwoSeconds() throws Exception {
    long acknowledged = write(redis("everysec"), Duration.ofMillis(2300));
    PowerCutProof proof = soundCut();
    assertThat(survived()).isBetween(1L, acknowledged);
    proof.oldestDroppedAgeMillis().ifPresent(age -> assertThat(age).isLessThan(2000));
  }

  @Test
  void noLosesAll() throws Exception {
    long acknowledged = write(redis("no"), Duration.ofMillis(500));
    PowerCutProof proof = soundCut();
    assertThat(proof.bytesDropped()).isGreaterThan(acknowledged);
    assertThat(survived()).isZero();
  }

  @Test
  void aSigkillAloneLosesNothing() throws Exception {
    long acknowledged = write(redis("no"), Duration.ofMillis(300));
    assertThat(survived()).isEqualTo(acknowledged);
  }

  @Test
  void alwaysOnALyingDiskLosesAll() throws Exception {
    watched.control(new DiskControl(DiskControl.Mode.LIE, Duration.ZERO, "incr"));
    write(redis("always"), Duration.ofMillis(300));
    assertThat(soundCut().lostSyncs()).isPositive();
    assertThat(survived()).isZero();
  }
}
