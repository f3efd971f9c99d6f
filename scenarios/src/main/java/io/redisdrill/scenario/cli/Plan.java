package io.redisdrill.scenario.cli;

import io.redisdrill.Drill;
import io.redisdrill.UsageException;
import io.redisdrill.fault.Fault;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A drill that was asked for, with all that was asked for applied, but for the platform.
 *
 * @param drill as the catalogue has it, or made of a stack and a fault
 * @param stack what is deployed in fact
 */
record Plan(NamedDrill drill, Stack stack) {
  /**
   * Reads what was asked for, so that wrong words end the command before anything runs.
   *
   * @throws UsageException if a name, the stack or a setting cannot be used
   */
  static List<Plan> of(
      Catalogue catalogue,
      List<String> names,
      Optional<String> fault,
      Optional<Path> manifests,
      Map<String, String> settings) {
    if (names.isEmpty() == fault.isEmpty() || (fault.isPresent() && manifests.isEmpty())) {
      throw new UsageException(
          "Cannot tell what to run",
          "the name of a drill, or --stack PATH with --fault NAME",
          names.isEmpty() ? (fault.isPresent() ? "--fault alone" : "neither") : "both",
          "See ./drill list.");
    }
    Optional<Stack> own = manifests.map(path -> Stacks.named(path.toString()));
    return Stream.concat(
            names.stream().map(catalogue::drill),
            fault.map(catalogue::fault).map(Plan::unnamed).stream())
        .map(drill -> of(drill, own, settings))
        .toList();
  }

  private static Plan of(NamedDrill drill, Optional<Stack> own, Map<String, String> settings) {
    Stack stack = own.orElseGet(drill.stack());
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      stack = stack.with(setting.getKey(), setting.getValue());
    }
    return new Plan(
        own.isPresent() && !drill.control() ? named(drill, nameOf(stack, drill)) : drill, stack);
  }

  private static NamedDrill unnamed(Fault fault) {
    return new NamedDrill(
        fault.name(),
        fault.name(),
        "",
        () -> {
          throw new AssertionError("a fault alone has no stack");
        },
        Workload.registers(),
        fault,
        true,
        Optional.empty());
  }

  /** A drill of another stack must not carry the name of the built-in one. */
  private static NamedDrill named(NamedDrill drill, String name) {
    return new NamedDrill(
        name,
        drill.what(),
        drill.shows(),
        drill.stack(),
        drill.workload(),
        drill.fault(),
        drill.recovery(),
        drill.secondRestart(),
        drill.plant(),
        drill.mustLose());
  }

  private static String nameOf(Stack stack, NamedDrill drill) {
    String kebab =
        stack.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
    String shortened = kebab.substring(0, Math.min(kebab.length(), 60)).replaceAll("-$", "");
    return (shortened.isEmpty() ? "stack" : shortened) + "-" + drill.fault().name();
  }

  Drill.Builder on(Platform platform) {
    return drill.on(platform, stack);
  }
}
