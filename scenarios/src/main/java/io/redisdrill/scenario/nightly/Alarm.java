package io.redisdrill.scenario.nightly;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that set it when the time of the night is over. */
final class Alarm implements AutoCloseable {
  private final long end;
  private final Thread night = Thread.currentThread();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "redis-drill-budget");
            thread.setDaemon(true);
            return thread;
          });
  private boolean rang;
  private boolean closed;

  private Alarm(Duration in) {
    end = System.nanoTime() + in.toNanos();
    clock.schedule(this::ring, in.toNanos(), TimeUnit.NANOSECONDS);
  }

  static Alarm in(Duration time) {
    return new Alarm(time);
  }

  private synchronized void ring() {
    if (!closed) {
      rang = true;
      night.interrupt();
    }
  }

  /** Returns whether something that takes this long would still end in time. */
  boolean leaves(double seconds) {
    return end - System.nanoTime() > seconds * 1e9;
  }

  synchronized boolean rang() {
    return rang;
  }

  /** Called by the thread that set it, which is interrupted no more by it then. */
  @Override
  public synchronized void close() {
    closed = true;
    clock.shutdownNow();
    if (rang) {
      Thread.interrupted();
    }
  }
}
