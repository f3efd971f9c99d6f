package io.redisdrill.judge;

import io.redisdrill.fault.Injection;
import io.redisdrill.run.Event;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * What INFO told of the AOF's fsyncs right before the fault. While none is under way Redis holds no
 * write back, so what was answered before such a look had been written.
 *
 * @param underWay whether one was, at the last look
 * @param from when nobody looked any more: one may have begun then
 * @param to when the fault began
 */
record FsyncSeen(boolean underWay, long from, long to) {
  /** For a fault that no fsync matters to. */
  static final FsyncSeen NONE = new FsyncSeen(false, 0, 0);

  static FsyncSeen in(RunEvents events) {
    long fault = events.injection().map(Injection::began).orElse(Long.MAX_VALUE);
    // Redis waits no longer than that, so an fsync that began earlier held nothing back any more.
    long earliest = fault - Promise.EVERYSEC.toNanos();
    Optional<Event> last =
        events
            .all(RunEvents.INFO)
            .filter(event -> event.at() < fault)
            .max(Comparator.comparingLong(Event::at));
    return new FsyncSeen(
        last.map(info -> info.data().path("aof_pending_bio_fsync").asLong(0) > 0).orElse(false),
        Math.max(earliest, last.map(Event::at).orElse(earliest)),
        fault);
  }

  Duration unseen() {
    return Duration.ofNanos(to - from);
  }
}
