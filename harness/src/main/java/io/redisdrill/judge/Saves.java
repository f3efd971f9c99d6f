package io.redisdrill.judge;

import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import java.util.List;
import java.util.OptionalLong;

/**
 * When snapshots began, as the Redis log tells it.
 *
 * <p>Redis writes "Background saving started" after the fork, so all that it holds was executed
 * before that line; the harness sees the line a little later. What was acknowledged up to {@link
 * #SLACK_NANOS} before is therefore not held against the snapshot.
 */
final class Saves {
  /** The most by which the harness sees a line too late on a busy machine. */
  static final long SLACK_NANOS = 250_000_000;

  private Saves() {}

  /** Returns when the last save that was completed before {@code before} began. */
  static OptionalLong lastCompleted(List<Line> log, long before) {
    OptionalLong began = OptionalLong.empty();
    OptionalLong completed = OptionalLong.empty();
    for (Line line : log) {
      if (line.source() != Source.REDIS || line.at() > before) {
        continue;
      }
      if (line.text().contains("Background saving started")) {
        began = OptionalLong.of(line.at());
      } else if (line.text().contains("DB saved on disk") && began.isPresent()) {
        completed = began;
      }
    }
    return completed.isPresent()
        ? OptionalLong.of(completed.getAsLong() - SLACK_NANOS)
        : OptionalLong.empty();
  }
}
