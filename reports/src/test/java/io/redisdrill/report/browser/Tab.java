package io.redisdrill.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A tab of a browser: loads a page, asks it, takes its picture, and keeps what went wrong. */
public final class Tab implements AutoCloseable {
  private static final int LIMIT_SECONDS = 30;

  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
  private final WebSocket socket;

  private Tab(HttpClient http, URI address) {
    socket = http.newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  static Tab connect(HttpClient http, URI address) {
    Tab tab = new Tab(http, address);
    List.of("Page.enable", "Runtime.enable", "Log.enable")
        .forEach(each -> tab.call(each, Map.of()));
    return tab;
  }

  /** Sets the size in CSS pixels. */
  public Tab size(int width, int height) {
    Map<String, Object> size =
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600);
    call("Emulation.setDeviceMetricsOverride", size);
    return this;
  }

  /** Chooses {@code light} or {@code dark}, and {@code screen} or {@code print}. */
  public Tab media(String scheme, String medium) {
    List<Map<String, String>> features =
        List.of(Map.of("name", "prefers-color-scheme", "value", scheme));
    call("Emulation.setEmulatedMedia", Map.of("media", medium, "features", features));
    return this;
  }

  /** Loads a file and returns when its scripts have run. */
  public Tab load(Path file) {
    call("Page.navigate", Map.of("url", file.toUri().toString()));
    await(loaded);
    return this;
  }

  /** Returns the value of an expression, a promise's once it is kept. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.path("exceptionDetails").toPrettyString());
    }
    return answer.path("result").path("value");
  }

  /** Returns the text of an element. */
  public String text(String selector) {
    return evaluate("document.querySelector('" + selector + "').textContent").asText();
  }

  /** Presses a key of the keyboard. */
  public void press(String key) {
    call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key));
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /** Takes a picture of the whole page. */
  public void screenshot(Path file) throws IOException {
    JsonNode picture =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    save(picture, file);
  }

  /** Prints the page. */
  public void print(Path file) throws IOException {
    save(call("Page.printToPDF", Map.of("printBackground", true)), file);
  }

  /** Returns exceptions, errors and warnings of the console so far. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private static void save(JsonNode answer, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  private JsonNode call(String method, Map<String, ?> params) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(Json.line(Map.of("id", id, "method", method, "params", params)), true).join();
    JsonNode received = await(answer);
    if (received.has("error")) {
      throw new AssertionError(method + ": " + received.path("error"));
    }
    return received.path("result");
  }

  private static JsonNode await(CompletableFuture<JsonNode> answer) {
    return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private void received(JsonNode message) {
    CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt());
    if (answer != null) {
      answer.complete(message);
    }
    JsonNode params = message.path("params");
    switch (message.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(params);
      case "Runtime.exceptionThrown" -> problems.add(params.toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(params.path("type").asText())) {
          problems.add(params.path("args").toString());
        }
      }
      case "Log.entryAdded" -> problems.add(params.path("entry").toString());
      default -> {}
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          received(Json.MAPPER.readTree(text.toString()));
        } catch (IOException e) {
          problems.add(e.toString());
        }
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
