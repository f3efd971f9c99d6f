package io.redisdrill.report.html;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.DrillResult.RecoveryTime;
import io.redisdrill.Verdict;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.Amounts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures at the head of the page of a run, beside what they are held against. */
record Figures(DrillResult result, boolean lossIsKnown) {
  static List<Figure> of(RunReport report) {
    Figures figures = new Figures(report.result(), report.lossIsKnown());
    return List.of(figures.lost(), figures.window(), figures.recovery(), figures.writes());
  }

  private Figure lost() {
    long lost = result.dataLoss().lost();
    String of =
        lost == 0
            ? "of all acknowledged writes"
            : Amounts.share(lost, result.writes().acknowledged()) + " of all acknowledged writes";
    return lossIsKnown
        ? new Figure(
            "lost",
            "Lost writes",
            Amounts.count(lost),
            "" + lost,
            of,
            lost == 0 ? lossState() : "loss")
        : new Figure("lost", "Lost writes", "not known", "", "nothing was read back", "unknown");
  }

  private Figure window() {
    double millis = result.dataLoss().windowMillis();
    String note = objective("data loss window").map(Figures::heldAgainst).orElse("");
    return lossIsKnown
        ? new Figure(
            "window", "Data-loss window", Amounts.millis(millis), "" + millis, note, lossState())
        : new Figure("window", "Data-loss window", "not known", "", note, "unknown");
  }

  private Figure recovery() {
    Optional<Objective> limit = objective("recovery time");
    String note = limit.map(Figures::heldAgainst).orElseGet(this::measured);
    String state = limit.map(this::state).orElse("");
    return result
        .recoveryTime()
        .map(RecoveryTime::totalMillis)
        .map(
            millis ->
                new Figure(
                    "recovery", "Recovery time", Amounts.millis(millis), "" + millis, note, state))
        .orElseGet(() -> new Figure("recovery", "Recovery time", "not seen", "", note, "unknown"));
  }

  private String measured() {
    int faults = result.faults().size();
    return faults > 1
        ? "from the last of %d faults; the longest: %s".formatted(faults, longest())
        : "to the first acknowledged write";
  }

  private String longest() {
    return result.faults().stream()
        .flatMap(fault -> fault.recoveryTime().stream())
        .map(RecoveryTime::totalMillis)
        .max(Double::compare)
        .map(Amounts::millis)
        .orElse("not seen");
  }

  private Figure writes() {
    DrillResult.Writes writes = result.writes();
    String note =
        "of %s attempted: %s refused, %s unanswered"
            .formatted(
                Amounts.count(writes.attempted()),
                Amounts.count(writes.failed()),
                Amounts.count(writes.unknown()));
    long count = writes.acknowledged();
    return new Figure(
        "acknowledged", "Acknowledged writes", Amounts.count(count), "" + count, note, "");
  }

  private String lossState() {
    return objective("data loss window").map(this::state).orElse("");
  }

  private Optional<Objective> objective(String name) {
    return result.objectives().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** A run that shows nothing gets no check mark on a single figure either. */
  private String state(Objective objective) {
    boolean hollow = result.verdict() == Verdict.UNKNOWN && objective.verdict() == Verdict.PASS;
    return hollow ? "" : objective.verdict().toString().toLowerCase(Locale.ROOT);
  }

  private static String heldAgainst(Objective objective) {
    String who = objective.source().equals("stated") ? "objective: " : "promise: ";
    String limit =
        objective.limit().equals("PT0S") ? "nothing is lost" : Amounts.limit(objective.limit());
    return who + (limit.matches("[0-9].*") ? "at most " + limit : limit);
  }
}
