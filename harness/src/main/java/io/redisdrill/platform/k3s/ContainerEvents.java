package io.redisdrill.platform.k3s;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.redisdrill.platform.kubernetes.Node;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What containerd says of the starts and ends of containers, as it happens: {@code ctr events} in
 * the node. Thread-safe.
 */
final class ContainerEvents implements AutoCloseable {
  private static final int MOST_STARTS = 1_000;
  // 2026-11-25 01:07:39.872 +0000 UTC k8s.io /tasks/exit {"container_id":"…", …}
  private static final Pattern LINE =
      Pattern.compile("(\\S+) (\\S+) \\+0000 UTC \\S+ (/tasks/\\S+) (\\{.*})");

  private final DockerClient docker;
  private final String node;
  private final Set<Node.Listener> listeners = ConcurrentHashMap.newKeySet();
  // With a lock of its own, under which nobody is called: listeners ask for starts, locked
  // themselves.
  private final Map<String, Instant> starts = Collections.synchronizedMap(bounded());
  private final StringBuilder rest = new StringBuilder();
  private @Nullable ResultCallback<Frame> reading;

  ContainerEvents(DockerClient docker, String node) {
    this.docker = docker;
    this.node = node;
  }

  private static Map<String, Instant> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
        return size() > MOST_STARTS;
      }
    };
  }

  /** Listens to the node, from its start or from a new one. */
  synchronized void open() {
    close();
    rest.setLength(0);
    String exec =
        docker
            .execCreateCmd(node)
            .withCmd("ctr", "-n", "k8s.io", "events")
            .withAttachStdout(true)
            .exec()
            .getId();
    reading =
        docker
            .execStartCmd(exec)
            .exec(
                new ResultCallback.Adapter<>() {
                  @Override
                  public void onNext(Frame frame) {
                    read(new String(frame.getPayload(), UTF_8));
                  }
                });
  }

  void listen(Node.Listener listener) {
    listeners.add(listener);
  }

  void forget(Node.Listener listener) {
    listeners.remove(listener);
  }

  Optional<Instant> startedAt(String containerId) {
    return Optional.ofNullable(starts.get(containerId));
  }

  /** Everything that runs on the node has ended with it. */
  void allEnded(Instant at, String how) {
    Set<String> running;
    synchronized (starts) {
      running = Set.copyOf(starts.keySet());
    }
    running.forEach(id -> listeners.forEach(listener -> listener.ended(id, at, how)));
  }

  private void read(String text) {
    lines(text).forEach(this::understand);
  }

  private synchronized List<String> lines(String text) {
    rest.append(text);
    List<String> lines = new ArrayList<>();
    for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
      lines.add(rest.substring(0, end));
      rest.delete(0, end + 1);
    }
    return lines;
  }

  private void understand(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return;
    }
    try {
      JsonNode event = Json.MAPPER.readTree(parts.group(4));
      String id = event.path("container_id").asText();
      if (parts.group(3).equals("/tasks/start")) {
        starts.put(id, Instant.parse(parts.group(1) + "T" + parts.group(2) + "Z"));
      } else if (parts.group(3).equals("/tasks/exit") && event.path("id").asText().equals(id)) {
        ended(id, event);
      }
    } catch (JsonProcessingException notAnEvent) {
      return;
    }
  }

  private void ended(String id, JsonNode event) {
    Instant at = Instant.parse(event.path("exited_at").asText());
    String how =
        "ended with exit code %d (containerd)".formatted(event.path("exit_status").asInt());
    listeners.forEach(listener -> listener.ended(id, at, how));
  }

  @Override
  public synchronized void close() {
    ResultCallback<Frame> open = reading;
    reading = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyClosed) {
        rest.setLength(0);
      }
    }
  }
}
