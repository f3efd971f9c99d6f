package io.redisdrill.report.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.run.FileTrees;
import io.redisdrill.run.Json;
import io.redisdrill.run.Waiting;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium, driven over its DevTools protocol; gone when closed. */
public final class Browser implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--hide-scrollbars",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--remote-debugging-port=0");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path profile;
  private final int port;

  private Browser(Process process, Path profile, int port) {
    this.process = process;
    this.profile = profile;
    this.port = port;
  }

  /** Starts the one on the PATH; without it the test is skipped, or fails where it must not be. */
  public static Browser start() throws IOException, InterruptedException {
    Optional<Path> installed = installed();
    if (installed.isEmpty()) {
      assertThat(System.getProperty("redis-drill.browser"))
          .as("no Chromium on the PATH, and pages have to be looked at")
          .isNotEqualTo("required");
      abort("no Chromium on the PATH: the page was not looked at");
    }
    return start(installed.orElseThrow());
  }

  private static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Browser start(Path binary) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory("redis-drill-browser");
    List<String> command =
        Stream.of(
                Stream.of(binary.toString()),
                QUIET.stream(),
                Stream.of("--user-data-dir=" + profile, "about:blank"))
            .flatMap(each -> each)
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output.txt").toFile())
            .start();
    Path active = profile.resolve("DevToolsActivePort");
    try {
      Waiting.until(
          "Chromium's DevTools port",
          LIMIT,
          () -> Files.exists(active) && Files.readAllLines(active).size() >= 2,
          () -> process.isAlive() ? "none yet" : "the end of " + binary);
      int port = Integer.parseInt(Files.readAllLines(active).get(0));
      return new Browser(process, profile, port);
    } catch (RuntimeException | IOException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Opens a file in a tab of its own, not yet loaded. */
  public Tab open() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .timeout(LIMIT)
            .build();
    JsonNode tab = Json.MAPPER.readTree(http.send(request, BodyHandlers.ofString()).body());
    return Tab.connect(http, URI.create(tab.path("webSocketDebuggerUrl").asText()));
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    FileTrees.delete(profile);
  }
}
