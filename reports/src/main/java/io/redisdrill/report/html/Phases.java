package io.redisdrill.report.html;

import io.redisdrill.recovery.Phase;
import io.redisdrill.report.text.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The phases of a recovery as rows, each with the place of its bar. */
final class Phases {
  private static final double THINNEST = 0.4;
  private static final double ALL = 100;

  private Phases() {}

  /** {@code prefix} is the number of the fault, where there were several. */
  static List<PhaseRow> of(List<Phase> phases, String prefix) {
    double total = phases.stream().mapToDouble(Phase::toMillis).max().orElse(0);
    double scale = total > 0 ? ALL / total : 0;
    List<PhaseRow> rows = new ArrayList<>();
    double before = 0;
    for (Phase phase : phases) {
      double start = Math.min(before, phase.toMillis());
      rows.add(
          new PhaseRow(
              prefix + (rows.size() + 1),
              phase.name(),
              Amounts.exact(phase.fromMillis()),
              Amounts.exact(phase.toMillis()),
              Amounts.millis(phase.toMillis() - start),
              place(start * scale),
              place(Math.max(THINNEST, (phase.toMillis() - start) * scale)),
              place(phase.fromMillis() * scale),
              place(Math.max(THINNEST, (phase.toMillis() - phase.fromMillis()) * scale))));
      before = Math.max(before, phase.toMillis());
    }
    return rows;
  }

  private static String place(double percent) {
    return String.format(Locale.ROOT, "%.2f%%", Math.min(ALL, percent));
  }
}
