package io.redisdrill.platform.embedded;

import io.redisdrill.platform.PersistenceLog;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import java.util.ArrayList;
import java.util.List;

/** The lines of one deployment, in memory and in {@code events.jsonl}. Thread-safe. */
final class MergedLog implements PersistenceLog {
  // A Redis at loglevel notice says some hundred lines a minute at the most.
  private static final int MOST_LINES = 100_000;

  private final RunClock clock;
  private final EventLog events;
  private final List<Line> lines = new ArrayList<>();

  MergedLog(RunClock clock, EventLog events) {
    this.clock = clock;
    this.events = events;
  }

  synchronized void add(Source source, String text) {
    if (lines.size() == MOST_LINES) {
      return;
    }
    Line line = new Line(clock.now(), source, text);
    lines.add(line);
    events.record(line.at(), "log", line);
    notifyAll();
  }

  @Override
  public synchronized List<Line> lines() {
    return List.copyOf(lines);
  }
}
