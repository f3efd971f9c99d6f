package io.redisdrill.scenario.cli;

import io.redisdrill.Drill;
import io.redisdrill.run.Event;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line for each step that is over and, on a terminal, one that is painted over for the step under
 * way. Thread-safe.
 */
final class Progress implements Consumer<Event>, AutoCloseable {
  private static final long REPAINT_MILLIS = 200;
  private static final String ERASE = "\r\033[K";

  /** What fits into a terminal of 80 columns: a line that wraps cannot be painted over. */
  private static final int WIDTH = 79;

  private final Screen screen;
  private final ScheduledExecutorService painter =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "redis-drill-progress");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable StepTracker tracker;
  private String step = "";
  private Supplier<String> found = () -> "";
  private long since;

  Progress(Screen screen) {
    this.screen = screen;
    if (screen.live()) {
      painter.scheduleAtFixedRate(
          this::repaint, REPAINT_MILLIS, REPAINT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** A drill is about to run: events are its from now on. */
  synchronized void begin(Drill drill) {
    tracker = new StepTracker(drill);
    begin("", () -> "");
  }

  /** A step is under way, of which {@code found} is known so far. */
  synchronized void begin(String step, Supplier<String> found) {
    this.step = step;
    this.found = found;
    this.since = System.nanoTime();
  }

  /** The step under way is over. */
  synchronized void end(String found) {
    print(line(step, found, elapsed()));
    step = "";
  }

  @Override
  public synchronized void accept(Event event) {
    StepTracker drill = tracker;
    if (drill == null) {
      return;
    }
    drill.accept(event).ifPresent(over -> print(line(over.step(), over.found(), over.seconds())));
    if (!step.equals(drill.step())) {
      begin(drill.step(), drill::found);
    }
  }

  private void print(String line) {
    erase();
    screen.out().println(line);
  }

  private void erase() {
    if (screen.live()) {
      screen.out().print(ERASE);
    }
  }

  private synchronized void repaint() {
    if (!step.isEmpty()) {
      String line = line(step, found.get(), elapsed());
      screen.out().print(ERASE + line.substring(0, Math.min(WIDTH, line.length())));
      screen.out().flush();
    }
  }

  private double elapsed() {
    return (System.nanoTime() - since) / 1e9;
  }

  private static String line(String step, String found, double seconds) {
    return "  %-14s  %-52s  %7s".formatted(step, found, Figures.seconds(seconds));
  }

  @Override
  public synchronized void close() {
    painter.shutdownNow();
    if (!step.isEmpty()) {
      erase();
    }
    screen.out().flush();
  }
}
