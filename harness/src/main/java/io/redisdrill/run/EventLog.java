package io.redisdrill.run;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code events.jsonl}: each event is in the file before the call returns, so it outlives
 * this JVM (not the machine: nothing is fsynced). Thread-safe.
 */
public final class EventLog implements Closeable {
  private final RunClock clock;
  private final Path file;
  private final BufferedWriter out;
  private volatile @Nullable IOException failure;
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

  EventLog(RunClock clock, Path file) {
    this.clock = clock;
    this.file = file;
    try {
      this.out =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw RunDirectory.cannotWrite(file, e);
    }
  }

  /** Records that something happened now. */
  public void record(String type, Object data) {
    record(clock.now(), type, data);
  }

  /** Returns the time, in nanoseconds since the run began. */
  public long now() {
    return clock.now();
  }

  /** Records that something happened {@code at} nanoseconds since the run began. */
  public void record(long at, String type, Object data) {
    Event event = new Event(at, type, Json.MAPPER.valueToTree(data));
    write(event);
    for (Consumer<Event> listener : listeners) {
      listener.accept(event);
    }
  }

  /**
   * Does nothing while all events could be written.
   *
   * @throws io.redisdrill.DrillException if the disk is full or failed
   */
  public void check() {
    IOException failed = failure;
    if (failed != null) {
      throw RunDirectory.cannotWrite(file, failed);
    }
  }

  /** Calls {@code listener} with each event from now on, on the thread that records it. */
  public void listen(Consumer<Event> listener) {
    listeners.add(listener);
  }

  /** Whoever records may be watching a process, which must go on: {@link #check} tells. */
  private synchronized void write(Event event) {
    try {
      out.write(Json.line(event));
      out.newLine();
      out.flush();
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      failure = e;
    }
  }
}
