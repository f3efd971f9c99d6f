package io.redisdrill.redis;

import io.redisdrill.platform.Endpoint;
import io.redisdrill.run.EventLog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records fields of INFO four times a second, whenever Redis answers. */
public final class InfoSampler implements AutoCloseable {
  private static final long EVERY_MILLIS = 250;
  private static final List<String> FIELDS =
      List.of(
          "redis_version",
          "server_name",
          "valkey_version",
          "run_id",
          "used_memory",
          "maxmemory",
          "evicted_keys",
          "expired_keys",
          "server_time_usec",
          "loading");

  private final RedisClients clients;
  private final Endpoint endpoint;
  private final EventLog events;
  private final String type;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "redis-drill-info");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Console console;

  private InfoSampler(RedisClients clients, Endpoint endpoint, EventLog events, String type) {
    this.clients = clients;
    this.endpoint = endpoint;
    this.events = events;
    this.type = type;
  }

  /** Starts to record events of {@code type}. */
  public static InfoSampler start(
      RedisClients clients, Endpoint endpoint, EventLog events, String type) {
    InfoSampler sampler = new InfoSampler(clients, endpoint, events, type);
    sampler.timer.scheduleWithFixedDelay(sampler::sample, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    return sampler;
  }

  /** Returns the fields that are worth recording: all about persistence, and a few others. */
  public static Map<String, String> select(Map<String, String> info) {
    Map<String, String> selected = new TreeMap<>(info);
    selected.keySet().removeIf(name -> !FIELDS.contains(name) && !PersistenceHealth.isPart(name));
    return selected;
  }

  private void sample() {
    try {
      Console open = console;
      if (open == null) {
        open = clients.console(endpoint);
        console = open;
      }
      // Asked at that moment, whenever the answer arrives: nobody looked after it.
      long asked = events.now();
      events.record(asked, type, select(open.info()));
    } catch (RuntimeException e) {
      // Anything that got out of here would end all later samples, and evictions with them unseen.
      events.record("info-missing", Map.of("because", String.valueOf(e.getMessage())));
      closeConsole();
    }
  }

  private void closeConsole() {
    Console open = console;
    console = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      timer.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeConsole();
  }
}
