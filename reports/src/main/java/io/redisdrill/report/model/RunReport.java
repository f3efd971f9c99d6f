package io.redisdrill.report.model;

import io.redisdrill.DrillResult;
import io.redisdrill.judge.Judge;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.judge.RunManifest;
import io.redisdrill.run.Event;
import io.redisdrill.run.RunDirectory;
import java.util.List;

/**
 * All that a report tells of one run: a pure function of its directory.
 *
 * @param result the judge's, from {@code result.json}
 * @param manifest what was to be done
 * @param events what happened, by type
 * @param happened the same, in the order of the file
 * @param moments when
 * @param gauges what an exporter beside Redis said, if there was one
 * @param activity what the writes looked like, if the history could be read
 * @param headline the verdict in a sentence
 */
public record RunReport(
    DrillResult result,
    RunManifest manifest,
    RunEvents events,
    List<Event> happened,
    Moments moments,
    Gauges gauges,
    Activity activity,
    Headline headline) {
  public RunReport {
    happened = List.copyOf(happened);
  }

  /** Reads a run. Without a {@code result.json} that can be read, the run is judged here. */
  public static RunReport of(RunDirectory run) {
    DrillResult result = ResultFile.read(run).orElseGet(() -> Judge.judge(run));
    RunEvents events = RunEvents.of(run);
    Moments moments = Moments.of(events);
    return new RunReport(
        result,
        RunManifest.of(run),
        events,
        run.events(),
        moments,
        Gauges.of(run.events()),
        Activity.of(run, moments),
        Headline.of(result));
  }

  /** Returns how long the run lasted, up to the last thing recorded. */
  public long lastedNanos() {
    return happened.stream().mapToLong(Event::at).max().orElse(0);
  }

  /** Returns whether what survived was read back: without that the loss is no figure. */
  public boolean lossIsKnown() {
    return new Findings(result).lossIsKnown();
  }
}
