package io.redisdrill.scenario.nightly;

import io.redisdrill.Drill;
import io.redisdrill.fault.Repetition;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.report.nightly.NightCell;
import io.redisdrill.scenario.NamedDrill;
import io.redisdrill.stack.Stack;
import java.time.Duration;

/**
 * A cell of the matrix, before it runs.
 *
 * @param platform its name
 * @param drill which
 * @param stack that is deployed, read once for the whole night
 */
public record PlannedCell(String platform, NamedDrill drill, Stack stack) {
  private static final int WRITERS = 4;
  private static final int RATE = 8_000;
  private static final Duration SETTLE = Duration.ofMillis(20);

  /** Returns the platform and the drill. */
  public String name() {
    return NightCell.name(platform, drill.name());
  }

  Drill on(Platform here, NightlyPlan plan, int index) {
    Workload load = load(plan).seed(plan.seed());
    return drill
        .on(here, stack)
        .workload(load)
        .fault(drill.fault().in(new Repetition(index, plan.repeat(), plan.seed())))
        .build();
  }

  /**
   * The load is paced, so that a machine that is slower one night loses no more for it. A drill
   * that needs a load of its own keeps it.
   */
  private Workload load(NightlyPlan plan) {
    Workload own = drill.workload();
    return own.equals(Workload.registers())
        ? own.writers(WRITERS).rate(RATE).lasting(plan.load()).settle(SETTLE)
        : own;
  }
}
