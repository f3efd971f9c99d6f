package io.redisdrill.platform.k3s;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class EngineSocketTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "unix:///no/such.sock",
        "tcp://127.0.0.1:1",
        "tcp://host.invalid:2375",
        "tcp://",
        "ssh://somewhere",
        "/var/run/docker.sock",
        "not a host"
      })
  void saysThatNothingAnswers(String host) {
    assertThat(new EngineSocket(host).problem().orElseThrow()).startsWith("no Docker engine at ");
  }

  @Test
  void waitsOnlySecondsForAServerThatIsSilent() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String host = "tcp://127.0.0.1:" + silent.getLocalPort();
      assertThat(new EngineSocket(host).problem().orElseThrow()).contains("no answer within 3 s");
    }
  }

  @Test
  void knowsAnEngineFromAnotherServer() throws IOException {
    assertThat(problemOf("HTTP/1.1 200 OK\r\n\r\nOK")).isFalse();
    assertThat(problemOf("-ERR unknown command 'GET'\r\n")).isTrue();
  }

  @Test
  void lacksNothingWhereItCannotAsk(@TempDir Path directory) {
    assertThat(new EngineSocket("unix://" + directory.resolve("s")).lacks("redis:7")).isFalse();
    assertThat(new EngineSocket("ssh://somewhere").lacks("redis:7")).isFalse();
  }

  private static boolean problemOf(String answer) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answer(server, answer));
      EngineSocket engine = new EngineSocket("tcp://127.0.0.1:" + server.getLocalPort());
      boolean problem = engine.problem().isPresent();
      served.join();
      return problem;
    }
  }

  private static void answer(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(answer.getBytes(US_ASCII));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
