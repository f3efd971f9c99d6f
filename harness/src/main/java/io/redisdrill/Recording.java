package io.redisdrill;

import io.redisdrill.judge.RunEvents;
import io.redisdrill.load.HistoryWriter;
import io.redisdrill.load.LoadCounts;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Workload;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import java.util.Map;

/** Where a drill writes down what it does and sees. */
record Recording(RunDirectory run, RunClock clock, EventLog events) {
  /** A step begins. */
  void step(String name) {
    events.record(RunEvents.STEP, Map.of("name", name));
  }

  HistoryWriter history(Workload workload) {
    return HistoryWriter.create(run.file("history.bin"), workload.writers(), clock);
  }

  /** The load has ended. */
  void loaded(LoadCounts counts) {
    events.record(
        RunEvents.LOAD,
        Map.of(
            "acknowledged", counts.of(Outcome.OK),
            "failed", counts.of(Outcome.FAIL),
            "unknown", counts.of(Outcome.UNKNOWN),
            "firstError", counts.firstError()));
  }
}
