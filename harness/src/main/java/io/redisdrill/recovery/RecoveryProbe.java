package io.redisdrill.recovery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.platform.Endpoint;
import io.redisdrill.redis.RawConnection;
import io.redisdrill.run.RunClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks, on a connection of its own and every 5 ms, how far a client gets, until a write is
 * acknowledged by another process than the one before the fault. Redis itself tells the two apart,
 * by the {@code run_id} of INFO: an old process that still answers is no recovery.
 *
 * <p>An answer that is awaited counts as "not yet" every 5 ms, so that a server which is silent
 * while it loads is resolved as finely as one that refuses connections.
 */
public final class RecoveryProbe implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(5);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(10);
  private static final Pattern RUN_ID = Pattern.compile("run_id:(\\w+)");

  /** The probe's own key. */
  public static final byte[] KEY = "rd:probe".getBytes(US_ASCII);

  /**
   * What it holds before the fault: a read after it finds this or nothing, anything else is wrong.
   */
  public static final byte[] BEFORE = "before the fault".getBytes(US_ASCII);

  private static final String AFTER = "after the fault";
  private static final String NAME = new String(KEY, US_ASCII);

  private final Endpoint endpoint;
  private final RunClock clock;
  private final String oldRunId;
  private final StageTimes times = new StageTimes();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "redis-drill-probe");
  private @Nullable RawConnection connection;
  private volatile boolean closed;
  private long attempts;
  private volatile String lastSeen = "nothing yet";

  private RecoveryProbe(Endpoint endpoint, RunClock clock, String oldRunId) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.oldRunId = oldRunId;
    thread.setDaemon(true);
  }

  /**
   * Starts to ask.
   *
   * @param oldRunId the {@code run_id} of the process that the fault is going to end
   */
  public static RecoveryProbe start(Endpoint endpoint, RunClock clock, String oldRunId) {
    RecoveryProbe probe = new RecoveryProbe(endpoint, clock, oldRunId);
    probe.thread.start();
    return probe;
  }

  /** Returns whether a write was acknowledged within {@code limit}. */
  public boolean await(Duration limit) throws InterruptedException {
    return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Returns what was seen, once the probe is done or closed; times count from {@code origin}. */
  public Recovery recovery(long origin) {
    close();
    synchronized (times) {
      boolean complete = times.reachedAt(Stage.WRITTEN).isPresent();
      return new Recovery(complete, times.phases(origin), attempts, lastSeen);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(SILENCE_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long due = System.nanoTime();
    while (!closed && done.getCount() > 0) {
      attempts++;
      try {
        climb();
      } catch (IOException e) {
        lastSeen = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        disconnect();
      }
      due = Math.max(due + EVERY.toNanos(), System.nanoTime());
      LockSupport.parkNanos(due - System.nanoTime());
    }
    disconnect();
  }

  /** Goes as far up the stages as the server lets it. */
  private void climb() throws IOException {
    RawConnection open = connection;
    if (open == null) {
      open = connect();
      if (open == null) {
        return;
      }
    }
    if (isPast(open, Stage.LOADED, "PING")
        && isPast(open, Stage.READ, "GET", NAME)
        && isPast(open, Stage.WRITTEN, "SET", NAME, AFTER)) {
      done.countDown();
    }
  }

  private @Nullable RawConnection connect() throws IOException {
    long began = clock.now();
    missed(Stage.ACCEPTING, began);
    RawConnection open = RawConnection.open(endpoint, CONNECT_LIMIT);
    long accepted = clock.now();
    connection = open;
    String login = ask(open, Stage.LOADED, "AUTH", endpoint.password().reveal());
    if (login == null || login.startsWith("-")) {
      throw new IOException("AUTH was answered with " + login);
    }
    String info = ask(open, Stage.LOADED, "INFO", "server");
    Matcher runId = RUN_ID.matcher(info == null ? "" : info);
    if (!runId.find() || runId.group(1).equals(oldRunId)) {
      lastSeen = "the old process still answers";
      disconnect();
      return null;
    }
    reached(Stage.ACCEPTING, accepted);
    return open;
  }

  /** Asks, and notes whether the answer is one that a loaded Redis gives. */
  private boolean isPast(RawConnection open, Stage stage, String... words) throws IOException {
    long asked = clock.now();
    String answer = ask(open, stage, words);
    long answered = clock.now();
    boolean refused = answer != null && answer.startsWith("-");
    if (stage == Stage.READ && !refused && !isOurs(answer)) {
      throw new IOException("the probe's key holds what nobody wrote: " + answer);
    }
    if (!refused) {
      reached(stage, answered);
      return true;
    }
    lastSeen = String.valueOf(answer);
    missed(stage, asked);
    if (lastSeen.startsWith("-LOADING")) {
      reached(Stage.LOADING, answered);
    }
    return false;
  }

  private static boolean isOurs(@Nullable String value) {
    return value == null || value.equals(new String(BEFORE, US_ASCII)) || value.equals(AFTER);
  }

  private @Nullable String ask(RawConnection open, Stage stage, String... words)
      throws IOException {
    open.send(words);
    long since = System.nanoTime();
    long waitBegan = clock.now();
    while (!open.awaitReply(EVERY)) {
      missed(stage, waitBegan); // at its end this thread may run late
      waitBegan = clock.now();
      if (closed || System.nanoTime() - since > SILENCE_LIMIT.toNanos()) {
        throw new IOException("no answer to " + words[0] + " within " + SILENCE_LIMIT);
      }
    }
    return open.reply();
  }

  private void missed(Stage stage, long at) {
    synchronized (times) {
      times.missed(stage, at);
    }
  }

  private void reached(Stage stage, long at) {
    synchronized (times) {
      times.reached(stage, at);
    }
  }

  private void disconnect() {
    RawConnection open = connection;
    connection = null;
    synchronized (times) {
      if (times.reachedAt(Stage.WRITTEN).isEmpty()) {
        times.startOver();
      }
    }
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        lastSeen = "cannot close: " + e.getMessage();
      }
    }
  }

  /** Returns whether it knows the old process, and so has written to another one. */
  boolean knowsTheOld() {
    return !oldRunId.isEmpty();
  }

  /** Returns when a write was acknowledged, in nanoseconds of the run, if one was. */
  public Optional<Long> writtenAt() {
    synchronized (times) {
      return times.reachedAt(Stage.WRITTEN);
    }
  }
}
