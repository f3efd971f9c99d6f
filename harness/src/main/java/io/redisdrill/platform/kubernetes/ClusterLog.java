package io.redisdrill.platform.kubernetes;

import io.redisdrill.platform.PersistenceLog;
import io.redisdrill.platform.Secret;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The lines of one deployment, in memory and in {@code events.jsonl}. What the node has stamped
 * comes late and with its own time, so that lines are put in order when they are asked for.
 * Thread-safe.
 */
final class ClusterLog implements PersistenceLog {
  // A Redis at loglevel notice says some hundred lines a minute at the most.
  private static final int MOST_LINES = 100_000;
  private static final Duration STATUS_LAG = Duration.ofSeconds(3);

  private static final Duration READY_LIMIT = Duration.ofSeconds(20);

  private final RunClock clock;
  private final EventLog events;
  private final boolean nodeSharesClock;
  private final Secret password;
  private final List<Line> lines = new ArrayList<>();
  private boolean closed;

  /**
   * Starts empty.
   *
   * @param password left out of whatever is said: an init container that fails may quote it
   */
  ClusterLog(RunClock clock, EventLog events, boolean nodeSharesClock, Secret password) {
    this.clock = clock;
    this.events = events;
    this.nodeSharesClock = nodeSharesClock;
    this.password = password;
  }

  /** Adds a line that is seen now. */
  void add(Source source, String text) {
    add(new Line(clock.now(), source, clean(text)));
  }

  /** Adds a line that the node stamped; with a clock of its own, it counts from now. */
  void add(Instant stamped, Source source, String text) {
    add(new Line(nodeSharesClock ? clock.at(stamped) : clock.now(), source, clean(text)));
  }

  String clean(String text) {
    return text.replace(password.reveal(), "(secret)");
  }

  private synchronized void add(Line line) {
    if (closed || lines.size() == MOST_LINES) {
      return;
    }
    lines.add(line);
    events.record(line.at(), "log", line);
    notifyAll();
  }

  long now() {
    return clock.now();
  }

  @Override
  public synchronized List<Line> lines() {
    return lines.stream().sorted(Comparator.comparingLong(Line::at)).toList();
  }

  /**
   * Waits a little for the status of the pod: a Service may lead to a new process for a moment
   * before the kubelet has told of it.
   */
  @Override
  public Optional<Line> startedAfter(long at) {
    try {
      await(STATUS_LAG, line -> line.source() == Source.STARTED && line.at() >= at);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return first(Source.STARTED, at, text -> true);
  }

  /**
   * Waits for it: clients may have been served for a moment before the end of the old process was
   * noticed, and then be cut off until the new one is ready.
   */
  @Override
  public Optional<Line> readyAfter(long at) {
    try {
      await(READY_LIMIT, line -> line.source() == Source.READY && line.at() >= at);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return first(Source.READY, at, text -> true);
  }

  /** Returns whether a line that matches was or gets written within {@code limit}. */
  synchronized boolean await(Duration limit, Predicate<Line> matches) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (lines.stream().noneMatch(matches)) {
      long millis = (end - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /** What is seen from now on belongs to the clean-up, and the run's files may be closed. */
  synchronized void close() {
    closed = true;
  }
}
