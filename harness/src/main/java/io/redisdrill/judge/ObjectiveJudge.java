package io.redisdrill.judge;

import io.redisdrill.DrillResult.DataLoss;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.DrillResult.SecondRestart;
import io.redisdrill.Verdict;
import io.redisdrill.judge.RunEvents.TestOutcome;
import io.redisdrill.load.Plant;
import io.redisdrill.recovery.Recovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the figures are within what the user states, or else the configuration promises. */
record ObjectiveJudge(RunManifest manifest, Promise promise, Promise onSigterm, double loadMillis) {
  private static final String LOSS = "data loss window";
  private static final String TIME = "recovery time";

  /** A loss that reaches back this far has no beginning that was seen. */
  private static final double NEARLY_ALL = 0.9;

  private static final String SECOND = "second restart";

  List<Objective> judge(
      Optional<DataLoss> loss, Optional<Recovery> recovery, Optional<SecondRestart> second) {
    List<Objective> objectives = new ArrayList<>();
    if (manifest.plant().isPresent()) {
      objectives.add(planted(manifest.plant().get(), loss));
      return objectives;
    }
    if (manifest.objectives().mustLose()) {
      objectives.add(mustLose(loss));
      return objectives;
    }
    objectives.add(loss.map(this::loss).orElseGet(this::lossNotShown));
    manifest.objectives().rto().ifPresent(limit -> objectives.add(time(limit, recovery)));
    if (manifest.secondRestart()) {
      objectives.add(second(second));
    }
    return objectives;
  }

  /** A test of the user's own demands what it asserts. */
  static Objective ownAssertions(TestOutcome test) {
    return new Objective(
        "the test's own assertions",
        "as the test says",
        "stated",
        test.passed() ? Verdict.PASS : Verdict.FAIL,
        test.passed() ? "they hold" : test.message());
  }

  private Objective loss(DataLoss loss) {
    return manifest
        .objectives()
        .rpo()
        .map(limit -> lossStated(loss, limit))
        .orElseGet(() -> lossPromised(loss));
  }

  private Objective lossStated(DataLoss loss, Duration limit) {
    boolean holds =
        limit.isZero() ? loss.lost() == 0 : loss.windowMillis() <= limit.toNanos() / 1e6;
    if (holds && loss.lost() > 0 && tooShortFor(limit)) {
      return couldNotShow(loss, limit, "stated");
    }
    String allowed = limit.isZero() ? "nothing" : limit.toMillis() + " ms";
    return objective(LOSS, limit.toString(), "stated", holds, found(loss), allowed + " is allowed");
  }

  private boolean tooShortFor(Duration limit) {
    return loadMillis < limit.toNanos() / 1e6;
  }

  private Objective couldNotShow(DataLoss loss, Duration limit, String source) {
    return new Objective(
        LOSS,
        limit.toString(),
        source,
        Verdict.UNKNOWN,
        String.format(
            Locale.ROOT,
            "%s; the load lasted %.0f ms before the fault, so a loss beyond %d ms could not show",
            found(loss),
            loadMillis,
            limit.toMillis()));
  }

  private Objective lossPromised(DataLoss loss) {
    if (promise instanceof Promise.Within within
        && holdsPromise(loss)
        && tooShortFor(within.limit())
        && loss.windowMillis() >= NEARLY_ALL * loadMillis) {
      return couldNotShow(loss, within.limit(), "promise");
    }
    if (promise instanceof Promise.UnlessFsync unless && loss.unexplained() == 0) {
      return unlessFsync(loss, unless);
    }
    return objective(
        LOSS,
        limitPromised(),
        "promise",
        holdsPromise(loss),
        found(loss),
        "the configuration promises: " + promise.words());
  }

  private Objective unlessFsync(DataLoss loss, Promise.UnlessFsync unless) {
    return new Objective(
        LOSS,
        limitPromised(),
        "promise",
        Verdict.UNKNOWN,
        String.format(
            Locale.ROOT,
            "%s; the configuration promises: %s, and one may have begun in the last %d ms unseen",
            found(loss),
            promise.words(),
            unless.unseen().toMillis()));
  }

  private String limitPromised() {
    if (promise instanceof Promise.Everything || promise instanceof Promise.UnlessFsync) {
      return Duration.ZERO.toString();
    }
    return promise instanceof Promise.Within within ? within.limit().toString() : promise.words();
  }

  private boolean holdsPromise(DataLoss loss) {
    if (promise instanceof Promise.Everything || promise instanceof Promise.UnlessFsync) {
      return loss.lost() == 0;
    }
    boolean inTime =
        !(promise instanceof Promise.Within within)
            || loss.windowMillis() <= within.limit().toNanos() / 1e6;
    return inTime && loss.unexplained() == 0;
  }

  private Objective lossNotShown() {
    Optional<Duration> rpo = manifest.objectives().rpo();
    return new Objective(
        LOSS,
        rpo.map(Duration::toString).orElseGet(promise::words),
        rpo.isPresent() ? "stated" : "promise",
        Verdict.UNKNOWN,
        "what survived was not read back");
  }

  private static Objective time(Duration limit, Optional<Recovery> recovery) {
    Optional<Double> total = recovery.flatMap(Recovery::totalMillis);
    if (total.isEmpty()) {
      Verdict verdict = recovery.isPresent() ? Verdict.FAIL : Verdict.UNKNOWN;
      return new Objective(
          TIME, limit.toString(), "stated", verdict, "no write was acknowledged after the fault");
    }
    double millis = total.get();
    return objective(
        TIME,
        limit.toString(),
        "stated",
        millis <= limit.toNanos() / 1e6,
        String.format(
            Locale.ROOT, "a write was acknowledged %.1f ms after the fault began", millis),
        limit.toMillis() + " ms are allowed");
  }

  private Objective second(Optional<SecondRestart> second) {
    String limit = onSigterm instanceof Promise.Everything ? "PT0S" : onSigterm.words();
    if (second.isEmpty()) {
      return new Objective(
          SECOND, limit, "promise", Verdict.UNKNOWN, "there was no second read-back");
    }
    long lost = second.get().lost();
    long resurrected = second.get().resurrected();
    String back =
        resurrected == 0
            ? ""
            : String.format(
                Locale.ROOT, ", and brought %,d registers back that were gone", resurrected);
    if (lost > 0 && resurrected == 0 && onSigterm instanceof Promise.LastSave) {
      return new Objective(
          SECOND,
          limit,
          "promise",
          Verdict.UNKNOWN,
          "another clean restart lost %,d acknowledged writes; a completed save may have had them"
              .formatted(lost));
    }
    return objective(
        SECOND,
        limit,
        "promise",
        (lost == 0 || !(onSigterm instanceof Promise.Everything)) && resurrected == 0,
        String.format(Locale.ROOT, "another clean restart lost %,d acknowledged writes", lost)
            + back,
        "the configuration promises of a clean restart: " + onSigterm.words());
  }

  private static Objective planted(Plant plant, Optional<DataLoss> loss) {
    String name = "found: " + plant.words();
    if (loss.isEmpty()) {
      return new Objective(name, "1", "control", Verdict.UNKNOWN, "nothing was read back");
    }
    long found =
        switch (plant) {
          case MISSING_KEY, STALE_VALUE -> loss.get().lost();
          case RESURRECTED_KEY -> loss.get().resurrected();
          case FLIPPED_BYTE -> loss.get().corrupt();
          case PHANTOM_KEY -> loss.get().phantom();
        };
    return objective(
        name,
        "1",
        "control",
        found > 0,
        found + " found after one was planted",
        "it must be found");
  }

  /** A power cut that takes nothing from a Redis that never syncs was none. */
  private static Objective mustLose(Optional<DataLoss> loss) {
    String name = "loss shown";
    if (loss.isEmpty()) {
      return new Objective(name, "1", "control", Verdict.UNKNOWN, "nothing was read back");
    }
    return objective(
        name, "1", "control", loss.get().lost() > 0, found(loss.get()), "it must be found");
  }

  private static Objective objective(
      String name, String limit, String source, boolean holds, String found, String allowed) {
    Verdict verdict = holds ? Verdict.PASS : Verdict.FAIL;
    return new Objective(name, limit, source, verdict, found + "; " + allowed);
  }

  private static String found(DataLoss loss) {
    return loss.lost() == 0
        ? "no acknowledged write is lost"
        : String.format(
            Locale.ROOT,
            "%,d acknowledged writes are lost, the earliest from %.1f ms before the fault",
            loss.lost(),
            loss.windowMillis());
  }
}
