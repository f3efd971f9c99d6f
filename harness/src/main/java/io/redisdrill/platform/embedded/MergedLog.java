package io.redisdrill.platform.embedded;

import io.redisdrill.platform.PersistenceLog;
import io.redisdrill.platform.Secret;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The lines of one deployment, in memory and in {@code events.jsonl}. Thread-safe. */
final class MergedLog implements PersistenceLog {
  // A Redis at loglevel notice says some hundred lines a minute at the most.
  private static final int MOST_LINES = 100_000;

  // Redis repeats a line of redis.conf that it refuses, whatever is in it.
  private static final Pattern REFUSED_SECRET =
      Pattern.compile("(>>> '(?i:requirepass|masterauth|masteruser|user|tls-\\S*-pass))\\b.*");

  private final RunClock clock;
  private final EventLog events;
  private final Secret password;
  private final List<Line> lines = new ArrayList<>();

  MergedLog(RunClock clock, EventLog events, Secret password) {
    this.clock = clock;
    this.events = events;
    this.password = password;
  }

  long now() {
    return clock.now();
  }

  void add(Source source, String text) {
    add(clock.now(), source, text);
  }

  void add(long at, Source source, String text) {
    Line line = new Line(at, source, redacted(text));
    synchronized (this) {
      if (lines.size() > MOST_LINES) {
        return;
      }
      lines.add(
          lines.size() < MOST_LINES
              ? line
              : new Line(at, Source.PLATFORM, "more lines than are kept: " + MOST_LINES));
    }
    events.record(at, "log", line);
  }

  private String redacted(String text) {
    return REFUSED_SECRET
        .matcher(text.replace(password.reveal(), "(redacted)"))
        .replaceAll("$1 (redacted)'");
  }

  @Override
  public synchronized List<Line> lines() {
    return List.copyOf(lines);
  }
}
