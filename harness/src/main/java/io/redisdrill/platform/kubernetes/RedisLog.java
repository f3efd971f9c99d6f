package io.redisdrill.platform.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.redisdrill.platform.PersistenceLog.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Follows the log of the Redis container through all its lives. Each line has the time at which the
 * node wrote it down; no two of one container have the same, so that it also tells repetitions.
 */
final class RedisLog implements AutoCloseable {
  private static final int LONGEST_LINE = 4096;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

  private final KubernetesClient client;
  private final ClusterLog log;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Set<LogWatch> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  RedisLog(KubernetesClient client, ClusterLog log) {
    this.client = client;
    this.log = log;
  }

  /** Follows one life on a thread of its own. */
  void follow(ContainerRef container, Predicate<ContainerRef> isOver) {
    Thread thread =
        new Thread(() -> readAll(container, isOver), "redis-log-" + container.namespace());
    thread.setDaemon(true);
    thread.start();
  }

  /** The connection may end before the container does: with a node that is restarted, say. */
  private void readAll(ContainerRef container, Predicate<ContainerRef> isOver) {
    int before = seen.size();
    boolean more = true;
    while (more) {
      boolean over = isOver.test(container);
      try {
        read(container);
      } catch (IOException | KubernetesClientException | CompletionException notNow) {
        // It is tried again, unless the container is over.
      }
      more = !isClosedWithin(BETWEEN_ATTEMPTS) && !over;
    }
    if (seen.size() == before && !isClosedWithin(Duration.ZERO)) {
      readPrevious(container);
    }
  }

  /** A thread that is interrupted has nobody to read for. */
  private boolean isClosedWithin(Duration limit) {
    try {
      return closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void read(ContainerRef container) throws IOException {
    LogWatch watch =
        client
            .pods()
            .inNamespace(container.namespace())
            .withName(container.pod())
            .inContainer(container.container())
            .withReadyWaitTimeout(0)
            .usingTimestamps()
            .watchLog();
    open.add(watch);
    try (watch;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(watch.getOutput(), UTF_8))) {
      lines.lines().forEach(this::add);
    } catch (java.io.UncheckedIOException e) {
      throw new IOException(e);
    } finally {
      open.remove(watch);
    }
  }

  /** A container that lived too short to be followed. */
  private void readPrevious(ContainerRef container) {
    try {
      String text =
          client
              .pods()
              .inNamespace(container.namespace())
              .withName(container.pod())
              .inContainer(container.container())
              .withReadyWaitTimeout(0)
              .usingTimestamps()
              .terminated()
              .getLog();
      new BufferedReader(new StringReader(text)).lines().forEach(this::add);
    } catch (KubernetesClientException e) {
      log.add(Source.PLATFORM, "its log cannot be read: " + Refusals.reason(e));
    }
  }

  private void add(String stamped) {
    int end = stamped.indexOf(' ');
    if (end < 0 || !seen.add(stamped.substring(0, end))) {
      return;
    }
    String text = stamped.substring(end + 1);
    String line = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
    try {
      log.add(Instant.parse(stamped.substring(0, end)), Source.REDIS, line);
    } catch (DateTimeParseException notALine) {
      log.add(Source.PLATFORM, stamped);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    open.forEach(LogWatch::close);
  }
}
