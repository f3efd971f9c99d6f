package io.redisdrill.load;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.redis.Pipeline;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All writers of a drill, from the start through fault and recovery until they are stopped.
 *
 * <p>While Redis is away one writer alone, the scout, knocks every 10 ms: fifty would be a load on
 * the very recovery that is measured. Once its write is acknowledged the others follow.
 * Thread-safe.
 */
public final class Load implements AutoCloseable {
  private static final long KNOCK_MILLIS = 10;
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final Workload workload;
  private final Endpoint endpoint;
  private final RedisClients clients;
  private final HistoryWriter history;
  private final RunClock clock;
  private final LoadCounts counts = new LoadCounts();
  private final List<RegisterWriter> writers = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "redis-drill-load");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<RegisterWriter> away = new ArrayDeque<>();
  private final Set<RegisterWriter> paused = new HashSet<>();
  private final CountDownLatch ended;
  private @Nullable RegisterWriter scout;
  private long began;
  private boolean stopping;

  private Load(
      Workload workload,
      Endpoint endpoint,
      RedisClients clients,
      HistoryWriter history,
      RunClock clock) {
    this.workload = workload;
    this.endpoint = endpoint;
    this.clients = clients;
    this.history = history;
    this.clock = clock;
    this.ended = new CountDownLatch(workload.writers());
  }

  /** Starts all writers. They record into {@code history}, which stays the caller's to close. */
  public static Load start(
      Workload workload,
      Endpoint endpoint,
      RedisClients clients,
      HistoryWriter history,
      RunClock clock) {
    Load load = new Load(workload, endpoint, clients, history, clock);
    load.begin();
    return load;
  }

  private void begin() {
    began = clock.now();
    Callbacks callbacks = new Callbacks();
    for (int i = 0; i < workload.writers(); i++) {
      writers.add(new RegisterWriter(i, workload, clock, history, counts, callbacks));
    }
    writers.forEach(this::connect);
    long period = Math.max(1, Math.min(50, workload.timeout().toMillis() / 10));
    timer.scheduleAtFixedRate(this::watch, period, period, TimeUnit.MILLISECONDS);
  }

  private void watch() {
    long now = clock.now();
    writers.forEach(writer -> writer.giveUpIfOverdue(now));
  }

  private void connect(RegisterWriter writer) {
    clients
        .pipeline(endpoint)
        .whenComplete(
            (pipeline, failure) ->
                timer.execute(
                    () -> {
                      if (failure != null) {
                        lostConnection(writer);
                      } else {
                        connected(writer, pipeline);
                      }
                    }));
  }

  private void connected(RegisterWriter writer, Pipeline pipeline) {
    if (isStopping()) {
      pipeline.close();
      ended.countDown();
    } else {
      writer.begin(pipeline);
    }
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private synchronized void lostConnection(RegisterWriter writer) {
    if (stopping) {
      ended.countDown();
      return;
    }
    if (scout == writer) {
      scout = null;
    }
    away.addLast(writer);
    if (scout == null) {
      RegisterWriter next = away.removeFirst();
      scout = next;
      timer.schedule(() -> connect(next), KNOCK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Writes of {@code writer} are acknowledged: those that are away can come back. */
  private synchronized void serving(RegisterWriter writer) {
    if (scout == writer) {
      scout = null;
      away.forEach(this::connect);
      away.clear();
    }
  }

  private void next(RegisterWriter writer, boolean refused) {
    if (isStopping()) {
      ended.countDown();
    } else if (refused) {
      pause(writer, TimeUnit.MILLISECONDS.toNanos(KNOCK_MILLIS));
    } else {
      serving(writer);
      pace(writer);
    }
  }

  /** Lets a writer wait; one that is to stop meanwhile need not wait to the end. */
  private void pause(RegisterWriter writer, long nanos) {
    synchronized (this) {
      if (stopping) {
        ended.countDown();
        return;
      }
      paused.add(writer);
    }
    timer.schedule(() -> afterPause(writer), nanos, TimeUnit.NANOSECONDS);
  }

  private void afterPause(RegisterWriter writer) {
    synchronized (this) {
      if (!paused.remove(writer)) {
        return;
      }
    }
    writer.resume();
  }

  private void pace(RegisterWriter writer) {
    if (workload.rate() == 0 || !writer.filled()) {
      writer.resume();
      return;
    }
    // The batches of all writers are spread evenly over the period; none is made up for later.
    long between = TimeUnit.SECONDS.toNanos(1) * workload.pipeline() / workload.rate();
    long period = Math.max(1, between * workload.writers());
    long sinceDue = clock.now() - began + between * writer.number();
    pause(writer, period - sinceDue % period);
  }

  private final class Callbacks implements RegisterWriter.Owner {
    @Override
    public void answered(RegisterWriter writer, boolean refused) {
      next(writer, refused);
    }

    @Override
    public void lost(RegisterWriter writer) {
      lostConnection(writer);
    }
  }

  /** Returns whether the base of the workload was written and answered; what follows is load. */
  public boolean filled() {
    return writers.stream().allMatch(RegisterWriter::filled);
  }

  /** Returns the counts so far. */
  public LoadCounts counts() {
    return counts;
  }

  /**
   * Stops all writers once the writes under way are answered or given up, and returns how many keys
   * each has written to.
   *
   * @throws DrillException if they do not end, or the history could not be written
   */
  public int[] stop() {
    synchronized (this) {
      stopping = true;
      away.forEach(writer -> ended.countDown());
      away.clear();
      paused.forEach(writer -> ended.countDown());
      paused.clear();
    }
    Duration limit = workload.timeout().plus(END_LIMIT);
    if (!awaitEnd(limit)) {
      throw new DrillException(
          "Cannot end the load",
          "an outcome for each write within " + limit,
          ended.getCount() + " of " + workload.writers() + " writers still waiting",
          "Report it: the client must give up by itself.");
    }
    timer.shutdownNow();
    writers.forEach(RegisterWriter::finish);
    history.check();
    return writers.stream().mapToInt(RegisterWriter::keysUsed).toArray();
  }

  private boolean awaitEnd(Duration limit) {
    try {
      return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops the writers if nobody did, so that what they know gets into the history. */
  @Override
  public void close() {
    if (!isStopping()) {
      stop();
    }
  }
}
