package io.redisdrill.platform.kubernetes;

import io.redisdrill.DrillException;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a pod; each says in the end what state the pod was in. */
record PodWaits(Observation seen) {
  /** Returns once the log tells the end of a container. */
  void gone(ContainerRef container, Duration limit) {
    line("the end of container " + container.id(), limit, Source.GONE, 0, container.identity());
  }

  /** Returns once a line of the log begins so, at or after a moment of the run. */
  void line(String what, Duration limit, Source source, long since, String prefix) {
    try {
      if (!seen.log()
          .await(
              limit,
              line ->
                  line.source() == source
                      && line.at() >= since
                      && line.text().startsWith(prefix))) {
        throw late(what, limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late(what, limit);
    }
  }

  void until(String what, Duration limit, BooleanSupplier holds) {
    until(what, limit, holds, () -> "");
  }

  void until(String what, Duration limit, BooleanSupplier holds, Supplier<String> found) {
    try {
      Waiting.until(what, limit, holds::getAsBoolean, () -> found.get() + " " + lastState());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw late(what, limit);
    }
  }

  DrillException late(String what, Duration limit) {
    return new DrillException(
        "Waiting for " + what,
        "it within " + limit,
        lastState(),
        "Look at the events in the run directory.");
  }

  private String lastState() {
    return seen.pods()
        .pod()
        .map(pod -> Trouble.of(pod).map(Trouble::found).orElse(pod.getStatus().getPhase()))
        .orElse("no pod");
  }
}
