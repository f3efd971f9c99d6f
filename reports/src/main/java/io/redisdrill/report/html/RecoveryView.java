package io.redisdrill.report.html;

import io.redisdrill.recovery.Phase;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.report.model.Episode;
import io.redisdrill.report.model.Moments;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.Amounts;
import java.util.List;
import java.util.Optional;

/**
 * How service came back from a fault.
 *
 * @param name of the fault with its number, where there were several; else empty
 * @param sentence how often the probe asked, and what it saw last if it never succeeded
 * @param total how long it took
 * @param phases on the way
 */
public record RecoveryView(String name, String sentence, String total, List<PhaseRow> phases) {
  public RecoveryView {
    phases = List.copyOf(phases);
  }

  /** Returns one a fault, and one that says so if there was no fault. */
  static List<RecoveryView> of(RunReport report) {
    Moments moments = report.moments();
    return moments.episodes().isEmpty()
        ? List.of(of("", "", Optional.empty(), ""))
        : moments.episodes().stream().map(each -> of(each, moments.several())).toList();
  }

  private static RecoveryView of(Episode episode, boolean several) {
    String number = several ? episode.number() + "." : "";
    String name = several ? episode.number() + ": " + episode.fault().fault() : "";
    String total = episode.recoveryMillis().map(Amounts::millis).orElse("not seen");
    return of(name, number, episode.recovery(), total);
  }

  private static RecoveryView of(
      String name, String number, Optional<Recovery> recovery, String total) {
    List<Phase> phases = recovery.map(Recovery::phases).orElse(List.of());
    String sentence = recovery.map(RecoveryView::words).orElse("It did not come to a recovery.");
    return new RecoveryView(name, sentence, total, Phases.of(phases, number));
  }

  private static String words(Recovery recovery) {
    if (recovery.complete() && recovery.phases().isEmpty()) {
      return "Nothing had to recover.";
    }
    String asked = "A probe of its own asked " + Amounts.count(recovery.attempts(), "time") + ". ";
    return recovery.complete()
        ? asked
            + "Each phase was reached within the interval shown: not yet at its beginning, surely"
            + " at its end. Milliseconds from the fault."
        : asked + "No write was acknowledged; it saw last: " + recovery.lastSeen();
  }
}
