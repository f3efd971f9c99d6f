package io.redisdrill.report.html;

import io.redisdrill.fault.Severity;
import io.redisdrill.report.model.CutProof;
import io.redisdrill.report.model.Episode;
import io.redisdrill.report.model.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a drill cannot show, in sentences. */
final class Limits {
  private Limits() {}

  static List<String> of(RunReport report) {
    List<String> limits = new ArrayList<>();
    severities(report).map(Limits::of).forEach(limits::add);
    CutProof.of(report.result())
        .map(cut -> CutView.words(cut.metadataModel()))
        .ifPresent(
            words ->
                limits.add(
                    "When a new or changed name of a file outlives a loss of power differs from"
                        + " file system to file system. Assumed was "
                        + words
                        + "."));
    if (report.result().platform().equals("embedded")) {
      limits.add(
          "It ran a redis-server process on one machine. What Kubernetes adds to a recovery –"
              + " noticing, scheduling, attaching volumes, pulling images, readiness – is not in"
              + " the time.");
    }
    limits.add(
        "A key shows the last value only. A lost write that a later one replaced cannot be told"
            + " from a kept one, so the count of lost writes is the smallest that the evidence"
            + " allows.");
    limits.add(
        "Unanswered writes are neither lost nor kept: Redis never promised them. Where a number of"
            + " milliseconds stands, it is as exact as the interval in the table of phases.");
    limits.add(
        "It is one run of one workload on one machine. Repeat it to see how much its figures"
            + " vary.");
    return limits;
  }

  /** Each once, in the order of the faults. */
  private static Stream<Severity> severities(RunReport report) {
    List<Episode> episodes = report.moments().episodes();
    return episodes.isEmpty()
        ? Stream.of(Severity.NONE)
        : episodes.stream().map(episode -> episode.fault().severity()).distinct();
  }

  private static String of(Severity severity) {
    return switch (severity) {
      case NONE ->
          "No process was ended. It shows that the instrument does not invent losses, and nothing"
              + " about what a fault would cost.";
      case SIGTERM ->
          "Redis was asked to end and could save first. It says nothing about a process that is"
              + " killed, or a machine that loses power.";
      case SIGKILL ->
          "A killed process leaves what it had written in the page cache of the machine, and no"
              + " fsync is needed for that to survive. It says nothing about a loss of power or of"
              + " the whole machine.";
      case DISK ->
          "The process went on while its disk misbehaved. What the disk had not kept by then would"
              + " show only after a loss of power.";
      case POWER_CUT ->
          "Everything that was never fsynced was taken away: the worst case. A real kernel may have"
              + " written some of it back by itself; torn sectors and what the disk's own cache"
              + " loses are not in it.";
      case FILES ->
          "What Redis had persisted was cut, changed or removed in one way out of many; another"
              + " place or another length may end otherwise. Only a backup could bring it back, and"
              + " nothing is said of how such a loss is noticed, nor of the time until somebody"
              + " decides to restore.";
    };
  }
}
