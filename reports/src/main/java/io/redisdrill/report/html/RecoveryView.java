package io.redisdrill.report.html;

import io.redisdrill.recovery.Phase;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.Amounts;
import java.util.List;

/**
 * How service came back.
 *
 * @param sentence how often the probe asked, and what it saw last if it never succeeded
 * @param phases on the way
 */
public record RecoveryView(String sentence, List<PhaseRow> phases) {
  static RecoveryView of(RunReport report) {
    List<Phase> phases = report.events().recovery().map(Recovery::phases).orElse(List.of());
    String sentence =
        report
            .events()
            .recovery()
            .map(RecoveryView::words)
            .orElse("It did not come to a recovery.");
    return new RecoveryView(sentence, Phases.of(phases));
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
