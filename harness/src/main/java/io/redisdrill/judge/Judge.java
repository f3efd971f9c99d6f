package io.redisdrill.judge;

import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.DataLoss;
import io.redisdrill.DrillResult.FaultRecovered;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.DrillResult.SecondRestart;
import io.redisdrill.DrillResult.Writes;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.fault.Injection;
import io.redisdrill.fault.Severity;
import io.redisdrill.load.HistoryReader;
import io.redisdrill.load.Survivors;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * From a run directory to a result: a pure function of what is in the directory. What is missing
 * there, or cannot be read, makes the verdict {@link Verdict#UNKNOWN}.
 */
public final class Judge {
  private final RunDirectory run;
  private final RunManifest manifest;
  private final RunEvents events;
  private final Optional<Injection> injection;
  private final Optional<Recovery> recovery;
  private final Disaster disaster;
  private final Persistence persistence;
  private final Promise onSigterm;
  private final OptionalLong saveBegan;
  private final List<Check> broken = new ArrayList<>();

  private Judge(RunDirectory run) {
    this.run = run;
    this.manifest = RunManifest.of(run);
    this.events = RunEvents.of(run);
    this.recovery = events.recovery();
    this.injection = events.injection().map(fault -> Disaster.endedInTime(fault, recovery));
    this.disaster = new Disaster(injection, events.restored());
    this.persistence = Persistence.of(events.config());
    this.onSigterm =
        Promise.of(persistence, Severity.SIGTERM, FsyncSeen.NONE, OptionalLong.empty());
    ServerClock clock = ServerClock.in(events, manifest.started());
    this.saveBegan = disaster.keptUpTo(new Saves(clock, events.log()), persistence);
  }

  /**
   * Judges what a run recorded.
   *
   * @throws UsageException if {@code run.json} cannot be read
   */
  public static DrillResult judge(RunDirectory run) {
    return new Judge(run).judge();
  }

  /**
   * Shows every write that a run recorded, with whether it counts as lost; without a read-back none
   * does. For reports, which draw them.
   *
   * @throws DrillException if history or survivors cannot be read
   */
  public static void visit(RunDirectory run, HistoryJudge.Visitor visitor) {
    Path history = run.file("history.bin");
    Path file = run.file("survivors-1.bin");
    if (Files.exists(file)) {
      try {
        Survivors survivors = Survivors.load(file);
        HistoryJudge.visit(history, survivors, new Judge(run).question(survivors), visitor);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else if (Files.exists(history)) {
      try (HistoryReader write = HistoryReader.open(history)) {
        while (write.next()) {
          visitor.visit(write, false);
        }
      }
    }
  }

  private DrillResult judge() {
    Optional<Survivors> survivors = survivors("survivors-1.bin");
    Optional<Tally> tally = survivors.flatMap(this::tally);
    Promise promise = disaster.promise(persistence, FsyncSeen.in(events), tally);
    Optional<DataLoss> loss = tally.map(account -> loss(account, promise));
    Optional<SecondRestart> second = survivors.flatMap(this::secondRestart);
    Soundness sound = Soundness.of(events.injections(), manifest.objectives().mustLose());
    List<Check> checks = sound.ofChecks(checks(loss, tally, survivors));
    List<Objective> objectives = sound.ofObjectives(objectives(loss, tally, promise, second));
    return new DrillResult(
        DrillResult.SCHEMA,
        manifest.drill(),
        manifest.platform(),
        worst(checks, objectives),
        new DrillResult.Redis(events.version(), manifest.stack()),
        tally.map(this::writes).orElseGet(this::writesAlone),
        loss.orElse(DataLoss.NOT_JUDGED),
        recovery.flatMap(Judge::recoveryTime),
        objectives,
        checks,
        injection
            .map(fault -> new DrillResult.FaultShown(fault.fault(), fault.proof()))
            .orElseGet(() -> new DrillResult.FaultShown(manifest.fault(), Map.of())),
        faults(),
        second,
        HealthSeen.in(events),
        events.last(RunEvents.PROBLEM).map(event -> event.data().path("message").asText()),
        manifest.workload().seed(),
        run.path().toString());
  }

  private List<Check> checks(
      Optional<DataLoss> loss, Optional<Tally> tally, Optional<Survivors> survivors) {
    List<Check> checks = new ArrayList<>(RunChecks.of(events, tally));
    if (tally.isPresent() && injection.isPresent()) {
      checks.add(
          EnoughLoad.of(tally.get(), injection.get(), manifest.workload(), events.firstError()));
    }
    checks.addAll(broken);
    if (manifest.plant().isEmpty()) {
      loss.ifPresent(found -> checks.addAll(Integrity.of(found)));
      survivors.flatMap(this::agreesWithLog).ifPresent(checks::add);
    }
    return checks;
  }

  private List<Objective> objectives(
      Optional<DataLoss> loss,
      Optional<Tally> tally,
      Promise promise,
      Optional<SecondRestart> second) {
    return events
        .test()
        .map(test -> List.of(ObjectiveJudge.ownAssertions(test)))
        .orElseGet(
            () ->
                new ObjectiveJudge(manifest, promise, onSigterm, loadMillis(tally))
                    .judge(loss, recovery, second));
  }

  private List<FaultRecovered> faults() {
    List<Injection> injections = events.injections();
    List<Recovery> recoveries = events.recoveries();
    List<FaultRecovered> faults = new ArrayList<>();
    for (int i = 0; i < injections.size(); i++) {
      Injection fault = injections.get(i);
      Optional<DrillResult.RecoveryTime> time =
          i < recoveries.size() ? recoveryTime(recoveries.get(i)) : Optional.empty();
      faults.add(new FaultRecovered(fault.fault(), fault.proof(), time));
    }
    return faults;
  }

  private static Verdict worst(List<Check> checks, List<Objective> objectives) {
    return Stream.concat(
            checks.stream().map(Check::verdict), objectives.stream().map(Objective::verdict))
        .reduce(Verdict.PASS, Verdict::and);
  }

  private Optional<Survivors> survivors(String name) {
    Path file = run.file(name);
    return Files.exists(file) ? attempt(name, () -> Survivors.load(file)) : Optional.empty();
  }

  private Optional<Tally> tally(Survivors survivors) {
    return attempt(
        "history",
        () -> HistoryJudge.judge(run.file("history.bin"), survivors, question(survivors)));
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /** What cannot be read is not shown: it becomes a check that is UNKNOWN. */
  private <T> Optional<T> attempt(String what, Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (IOException | RuntimeException e) {
      broken.add(Check.unknown(what + " can be judged", String.valueOf(e)));
      return Optional.empty();
    }
  }

  private TallyQuestion question(Survivors survivors) {
    return new TallyQuestion(
        injection.map(Injection::began).orElse(survivors.from()),
        disaster.oldProcessGone().orElse(survivors.from()),
        EnoughLoad.rightBefore(manifest.workload(), injection),
        saveBegan,
        manifest.workload().ttl(),
        events.mayHaveEvicted(),
        manifest.workload().baseKeys(),
        disaster.log(),
        disaster.left(persistence, events.injections().size()));
  }

  private DataLoss loss(Tally tally, Promise promise) {
    long window = disaster.windowNanos(tally);
    Attribution why =
        Attribution.of(
            tally,
            promise,
            saveBegan.isPresent(),
            disaster.cause(),
            disaster.snapshot(persistence).isPresent());
    return new DataLoss(
        tally.lost(),
        Math.round(window / 1e3) / 1e3,
        tally.survivedUnacknowledged(),
        tally.holes(),
        tally.torn(),
        tally.resurrected(),
        tally.corrupt(),
        tally.phantom() + events.foreignKeys(),
        tally.expired(),
        tally.evicted(),
        why.unexplained(),
        why.causes(),
        tally.samples());
  }

  private double loadMillis(Optional<Tally> tally) {
    long began = injection.map(Injection::began).orElse(0L);
    long nanos = tally.map(account -> began - account.firstAcknowledged().orElse(began)).orElse(0L);
    return (double) nanos / 1e6;
  }

  private Optional<SecondRestart> secondRestart(Survivors first) {
    return survivors("survivors-2.bin")
        .flatMap(
            second ->
                attempt(
                    "second restart",
                    () ->
                        new SecondRestart(
                            HistoryJudge.lostBetween(
                                run.file("history.bin"), first, second, question(second)),
                            first.returnedIn(second))));
  }

  private Writes writes(Tally tally) {
    return new Writes(
        tally.attempted(),
        tally.acknowledged(),
        tally.failed(),
        tally.unknown(),
        events
            .inLog()
            .map(log -> OptionalLong.of(log.executed().size()))
            .orElse(OptionalLong.empty()));
  }

  /** What Redis has in its log it has executed: then it must show it. */
  private Optional<Check> agreesWithLog(Survivors survivors) {
    return events
        .inLog()
        .flatMap(
            log ->
                attempt(
                    "log",
                    () ->
                        HistoryJudge.absentOf(
                            run.file("history.bin"),
                            survivors,
                            question(survivors),
                            log.executed())))
        .map(Integrity::agreesWithLog);
  }

  private Writes writesAlone() {
    Path history = run.file("history.bin");
    return Files.exists(history)
        ? attempt("history", () -> HistoryJudge.count(history)).orElse(Writes.NONE)
        : Writes.NONE;
  }

  private static Optional<DrillResult.RecoveryTime> recoveryTime(Recovery recovery) {
    return recovery
        .totalMillis()
        .map(total -> new DrillResult.RecoveryTime(total, recovery.phases()));
  }
}
