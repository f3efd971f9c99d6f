package io.redisdrill.judge;

import io.redisdrill.fault.Injection;
import io.redisdrill.run.Event;
import java.time.Duration;
import java.util.List;

/**
 * What INFO told of the AOF's fsyncs right before the fault.
 *
 * @param slow whether one was late, or under way
 * @param unseen from the last sample to the fault: one may have begun then
 */
record FsyncSeen(boolean slow, Duration unseen) {
  /** For a fault that no fsync matters to. */
  static final FsyncSeen NONE = new FsyncSeen(false, Duration.ZERO);

  /** Redis puts off a write for two seconds at most; a sample may be half a second old. */
  private static final Duration RIGHT_BEFORE = Duration.ofSeconds(3);

  /** A sample is recorded when it has arrived, and tells of the moment when it was sent. */
  private static final Duration ON_THE_WAY = Duration.ofMillis(50);

  static FsyncSeen in(RunEvents events) {
    long fault = events.injection().map(Injection::began).orElse(Long.MAX_VALUE);
    List<Event> before = events.all(RunEvents.INFO).filter(event -> event.at() < fault).toList();
    if (before.isEmpty()) {
      return NONE;
    }
    Event last = before.get(before.size() - 1);
    long earlier =
        before.stream()
            .filter(event -> event.at() < fault - RIGHT_BEFORE.toNanos())
            .reduce((a, b) -> b)
            .map(event -> number(event, "aof_delayed_fsync"))
            .orElse(0L);
    boolean slow =
        number(last, "aof_pending_bio_fsync") > 0 || number(last, "aof_delayed_fsync") > earlier;
    return new FsyncSeen(slow, Duration.ofNanos(fault - last.at()).plus(ON_THE_WAY));
  }

  private static long number(Event info, String field) {
    return info.data().path(field).asLong(0);
  }
}
