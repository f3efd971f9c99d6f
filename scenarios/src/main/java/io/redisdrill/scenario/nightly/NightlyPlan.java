package io.redisdrill.scenario.nightly;

import io.redisdrill.UsageException;
import io.redisdrill.fault.Fault;
import io.redisdrill.load.Workload;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a night runs. Immutable.
 *
 * @param stacks each drilled with each of the faults
 * @param faults by their names
 * @param drills of the catalogue, beside them
 * @param platforms on each of which all of it runs
 * @param repeat drills a cell
 * @param budget of the whole night, the controls among it
 * @param load how long each drill writes before its fault
 * @param seed that decides every random choice
 */
public record NightlyPlan(
    List<String> stacks,
    List<String> faults,
    List<String> drills,
    List<String> platforms,
    int repeat,
    Duration budget,
    Duration load,
    long seed) {
  /** Longer than everysec may be late: else a loss beyond its promise could not show. */
  private static final Duration LOAD = Duration.ofMillis(2_200);

  private static final int MOST_REPETITIONS = 1_000;
  private static final int MOST_CELLS = 1_000;
  private static final int LONGEST_NAME = 60;

  public NightlyPlan {
    stacks = List.copyOf(stacks);
    faults = List.copyOf(faults);
    drills = List.copyOf(drills);
    platforms = List.copyOf(platforms);
    require(repeat >= 1 && repeat <= MOST_REPETITIONS, "repeat", "1 to 1000", repeat);
    require(budget.compareTo(Duration.ZERO) > 0, "budget", "a duration above 0", budget);
    require(load.compareTo(Duration.ZERO) > 0, "load", "a duration above 0", load);
    require(!platforms.isEmpty(), "platforms", "at least one", "none");
    require(
        stacks.isEmpty() == faults.isEmpty(),
        "matrix",
        "stacks with faults",
        stacks.isEmpty() ? "faults without a stack" : "stacks without a fault");
    require(
        !stacks.isEmpty() || !drills.isEmpty(),
        "matrix",
        "stacks with faults, or drills",
        "neither: it names nothing");
  }

  private static void require(boolean holds, String what, String expected, Object found) {
    if (!holds) {
      throw new UsageException(
          "Cannot use the " + what + " of the nightly plan",
          expected,
          String.valueOf(found),
          "Correct the plan; see docs/nightly.md.");
    }
  }

  /**
   * Returns every fsync policy and snapshots alone, each killed and with its power cut: fifty
   * drills that take less than five minutes on two cores.
   */
  public static NightlyPlan standard() {
    List<String> drills =
        Stream.of("rdb", "aof-always", "aof-everysec", "aof-no", "hybrid")
            .flatMap(stack -> Stream.of(stack + "-container-kill", stack + "-power-cut"))
            .toList();
    return new NightlyPlan(
        List.of(), List.of(), drills, List.of("embedded"), 5, Duration.ofMinutes(5), LOAD, 1);
  }

  /**
   * Returns its cells: what the plan names, in the order of the plan.
   *
   * @throws UsageException if a name or a stack cannot be used
   */
  public List<PlannedCell> cells(Catalogue catalogue) {
    Map<String, PlannedCell> cells = new LinkedHashMap<>();
    for (String platform : platforms) {
      for (PlannedCell cell : cells(platform, catalogue)) {
        cells.putIfAbsent(cell.name(), cell);
      }
    }
    require(cells.size() <= MOST_CELLS, "matrix", "at most 1000 cells", cells.size());
    return List.copyOf(cells.values());
  }

  private List<PlannedCell> cells(String platform, Catalogue catalogue) {
    List<PlannedCell> cells = new ArrayList<>();
    for (String name : stacks) {
      Stack stack = Stacks.named(name);
      for (String fault : faults) {
        cells.add(new PlannedCell(platform, drill(stack, catalogue.fault(fault)), stack));
      }
    }
    for (String name : drills) {
      NamedDrill drill = catalogue.drill(name);
      cells.add(new PlannedCell(platform, drill, drill.stack().get()));
    }
    return cells;
  }

  private static NamedDrill drill(Stack stack, Fault fault) {
    String name = kebab(stack.name()) + "-" + fault.name();
    return new NamedDrill(
        name, name, "", () -> stack, Workload.registers(), fault, true, Optional.empty());
  }

  private static String kebab(String name) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
    String cut = words.substring(0, Math.min(words.length(), LONGEST_NAME)).replaceAll("-$", "");
    return cut.isEmpty() ? "stack" : cut;
  }
}
